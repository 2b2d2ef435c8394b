package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.Draws;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.render.Setting.Scene;
import dev.gantry.ingest.city.render.Setting.Weather;
import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.RoadNetwork;
import dev.gantry.ingest.city.road.Signal.Light;
import dev.gantry.ingest.city.traffic.Actor;
import dev.gantry.ingest.image.JpegEncoder;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one camera sees of the city. Frames may be asked for in any order: the same actors,
 * conditions and moment give the same bytes.
 *
 * <p>What stands still is painted when a light is asked for first, which takes up to half a second;
 * so ask for a frame before time matters. Used by one thread at a time: the canvas is kept between
 * frames.
 */
public final class CityRenderer implements AutoCloseable {

  /** Actors farther away than this are less than two pixels wide, metres of depth. */
  private static final double FARTHEST = 400;

  /** Length of a shadow at the lowest sun, as a multiple of the height. */
  private static final double LONGEST_SHADOW = 4.2;

  private final Setting setting;
  private final View view;
  private final CityCamera camera;
  private final long seed;
  private final Canvas canvas;
  private final byte[] shaken;
  private final ActorPainter painter;
  private final Shadows shadows;
  private final HeadLights headLights;
  private final Reflections reflections;
  private final ActorLights lights;
  private final Rain rain;
  private final Glare glare;
  private final Cover cover;
  private final SensorNoise noise;
  private @Nullable Mixture mixture;
  private JpegEncoder encoder;
  private int quality;

  /**
   * @param network the streets
   * @param camera from where
   * @param seed what buildings look like and how noise falls; the same for all cameras of a city
   */
  public CityRenderer(RoadNetwork network, CityCamera camera, long seed) {
    long own = Draws.mix(seed, camera.id().hashCode());
    this.setting = new Setting(network, camera, seed);
    this.view = setting.view();
    this.camera = camera;
    this.seed = seed;
    this.canvas = new Canvas(view.width(), view.height());
    this.shaken = new byte[canvas.pixels().length];
    this.painter = new ActorPainter(canvas, view, setting.lamps());
    this.shadows = new Shadows(canvas, view);
    this.headLights = new HeadLights(canvas, view);
    this.reflections = new Reflections(canvas, view, new Sheen(view.width(), view.height()));
    this.lights = new ActorLights(canvas, view);
    this.rain = new Rain(view, own);
    this.glare = new Glare(view);
    this.cover = new Cover(view.width(), view.height());
    this.noise = new SensorNoise(own);
    this.quality = Conditions.DAY.jpegQuality();
    this.encoder = new JpegEncoder(quality);
  }

  /** A scene of some rain, kept for the next frame. */
  private record Mixture(Weather dry, double share, Scene scene) {}

  /** Paints what stands still now, for whoever asks for frames in these conditions soon. */
  public CityRenderer ready(Conditions conditions) {
    Scene unused = scene(conditions);
    return this;
  }

  /**
   * Renders a frame.
   *
   * @param actors everybody in the city, or at least those the camera may see
   * @param signals what those see who come along a link to a junction
   * @param frameSeq index of the frame: noise, rain and shake
   * @return a JPEG file
   */
  public byte[] frame(
      List<Actor> actors, Conditions conditions, Function<Link, Light> signals, long frameSeq) {
    paint(actors, conditions, signals, frameSeq);
    return encoder(conditions.jpegQuality()).encode(canvas.image());
  }

  /** The same as an image, which nobody else holds. */
  public BufferedImage picture(
      List<Actor> actors, Conditions conditions, Function<Link, Light> signals, long frameSeq) {
    paint(actors, conditions, signals, frameSeq);
    var copy = new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_3BYTE_BGR);
    copy.setData(canvas.image().getRaster());
    return copy;
  }

  /** How the wind moves the picture of a frame. */
  public Shake shake(Conditions conditions, long frameSeq) {
    return Shake.of(camera, seed, frameSeq, conditions.shake());
  }

  private JpegEncoder encoder(int wanted) {
    if (wanted != quality) {
      encoder.close();
      encoder = new JpegEncoder(wanted);
      quality = wanted;
    }
    return encoder;
  }

  private void paint(
      List<Actor> actors, Conditions conditions, Function<Link, Light> signals, long frameSeq) {
    boolean night = conditions.light() == Conditions.Light.NIGHT;
    Scene scene = scene(conditions);
    canvas.begin(scene.backdrop());
    paintStreet(placed(actors), scene, signals);
    byte[] pixels = canvas.pixels();
    if (conditions.rain() > 0) {
      Tone.veil(conditions.rain(), night).applyTo(pixels);
      rain.addTo(pixels, conditions.rain(), night ? 130 : 225, frameSeq);
    }
    if (conditions.glare() > 0) {
      glare.addTo(pixels, conditions.glare());
    }
    if (conditions.covered()) {
      cover.applyTo(pixels);
    }
    if (conditions.shake() > 0) {
      System.arraycopy(pixels, 0, shaken, 0, pixels.length);
      shake(conditions, frameSeq).move(shaken, pixels, view.width(), view.height());
    }
    noise.addTo(pixels, night, frameSeq);
  }

  private void paintStreet(List<PlacedActor> placed, Scene scene, Function<Link, Light> signals) {
    boolean night = scene.lighting().isNight();
    boolean wet = scene.lighting().wet();
    if (night) {
      headLights.paint(placed, scene.backdrop());
    }
    shadows.paint(placed, scene);
    if (wet && !night) {
      reflections.paint(placed, scene);
    }
    setting
        .signals()
        .forEach(signal -> lights.show(signal, signals.apply(signal.link()), night, wet));
    for (PlacedActor actor : placed) {
      painter.paint(actor, scene);
      lights.dazzle(actor, night, wet);
    }
  }

  /** Those whom the camera may see, the farthest first. */
  private List<PlacedActor> placed(List<Actor> actors) {
    List<PlacedActor> placed = new ArrayList<>();
    for (Actor actor : actors) {
      var candidate = new PlacedActor(actor);
      double reach = candidate.reach() + LONGEST_SHADOW * actor.height();
      if (view.depth(candidate.middle()) < FARTHEST && view.maySee(candidate.middle(), reach)) {
        placed.add(candidate);
      }
    }
    placed.sort(Comparator.comparingDouble(actor -> -view.depth(actor.middle())));
    return placed;
  }

  private Scene scene(Conditions conditions) {
    Weather dry =
        conditions.light() == Conditions.Light.NIGHT
            ? Weather.NIGHT
            : conditions.glare() > 0 ? Weather.LOW_SUN : Weather.SUNNY;
    if (conditions.rain() == 0) {
      return setting.scene(dry);
    }
    // The ground is wet all over long before rain is heavy.
    double share = Math.min(1, .4 + 1.2 * conditions.rain());
    Mixture kept = mixture;
    if (kept == null || kept.dry != dry || kept.share != share) {
      kept = new Mixture(dry, share, mixed(dry, share));
      mixture = kept;
    }
    return kept.scene;
  }

  private Scene mixed(Weather dry, double share) {
    Scene wet = setting.scene(dry == Weather.NIGHT ? Weather.WET_NIGHT : Weather.RAIN);
    return share >= 1
        ? wet
        : new Scene(
            setting.scene(dry).backdrop().towards(wet.backdrop(), share),
            wet.shades(),
            wet.lighting());
  }

  @Override
  public void close() {
    encoder.close();
  }
}
