package dev.gantry.ingest.city.truth;

import dev.gantry.domain.geometry.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which boxes are of which objects. */
final class Matching {

  /** Intersection over union from which two boxes are of the same object: PASCAL VOC's. */
  static final double LEAST_IOU = .5;

  private Matching() {}

  private record Pair(int object, int box, double iou) {}

  /** Pairs objects and boxes one to one, the best fits first: index of the box by object. */
  static Map<TrueObject, Integer> of(List<TrueObject> objects, List<Box> boxes) {
    List<Pair> pairs = new ArrayList<>();
    for (int object = 0; object < objects.size(); object++) {
      for (int box = 0; box < boxes.size(); box++) {
        double iou = objects.get(object).box().iou(boxes.get(box));
        if (iou >= LEAST_IOU) {
          pairs.add(new Pair(object, box, iou));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble((Pair pair) -> -pair.iou()));
    Map<TrueObject, Integer> matched = new HashMap<>();
    Set<Integer> taken = new HashSet<>();
    for (Pair pair : pairs) {
      TrueObject object = objects.get(pair.object());
      if (!matched.containsKey(object) && taken.add(pair.box())) {
        matched.put(object, pair.box());
      }
    }
    return matched;
  }
}
