package dev.gantry.schemas.serde;

import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TimeMode;
import java.util.ArrayList;
import java.util.List;

/** Records that several tests use. */
final class TestObjects {

  /** 2026-01-01T00:00:00Z. */
  static final long NEW_YEAR_US = 1_767_225_600_000_000L;

  private TestObjects() {}

  /** A frame in which {@code boxes} cars were found, sorted. */
  static FrameDetections frameOf(int boxes) {
    List<Detection> detections = new ArrayList<>();
    for (int i = 0; i < boxes; i++) {
      detections.add(new Detection("car", 0.9f - i * 0.05f, 10f * i, 20f, 64.5f, 48.25f));
    }
    return FrameDetections.newBuilder()
        .setCameraId("bridge-north")
        .setStreamEpoch(7)
        .setFrameSeq(120)
        .setCapturedAtUs(NEW_YEAR_US)
        .setCapturedAtRawUs(NEW_YEAR_US)
        .setIngestedAtUs(NEW_YEAR_US + 40_000)
        .setTimeMode(TimeMode.LIVE)
        .setWidth(960)
        .setHeight(540)
        .setModel("box-v1")
        .setModelVersion(3)
        .setDetections(detections)
        .setInferenceUs(12_000)
        .build();
  }
}
