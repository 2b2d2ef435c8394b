package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.camera.CameraFault;
import dev.gantry.ingest.city.camera.CameraFaults;
import dev.gantry.schemas.records.CameraEventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CameraAnalyticsTest {

  private static final long SEED = 5;
  private static final double AN_HOUR = 3_600;

  private static final Map<CameraFault.Kind, CameraEventType> TOLD =
      Map.of(
          CameraFault.Kind.CAMERA_FROZEN, CameraEventType.FROZEN,
          CameraFault.Kind.CAMERA_COVERED, CameraEventType.COVERED,
          CameraFault.Kind.CAMERA_TURNED, CameraEventType.TURNED);

  /**
   * @param turned what it says of its detections from then on
   */
  private record Told(double seconds, CameraAnalytics.Report report, boolean turned) {}

  @Test
  void shouldTellOfEachTamperingSomeSecondsAfterItBeginsAndAfterItIsOver() {
    CameraFaults faults = new CameraFaults(SEED, true);
    for (int camera = 0; camera < 4; camera++) {
      List<CameraFault> tampering =
          faults.before(camera, AN_HOUR).stream()
              .filter(fault -> TOLD.containsKey(fault.kind()) && fault.ends() < AN_HOUR - 6)
              .toList();
      List<Told> told = told(faults, camera);
      assertThat(told).hasSizeGreaterThanOrEqualTo(2 * tampering.size()).isNotEmpty();
      for (int i = 0; i < tampering.size(); i++) {
        CameraFault fault = tampering.get(i);
        Told begun = told.get(2 * i);
        Told over = told.get(2 * i + 1);
        assertThat(begun.report().type()).isEqualTo(TOLD.get(fault.kind()));
        assertThat(begun.seconds() - fault.begins()).isBetween(2.0, 5.2);
        assertThat(over.report().type()).isEqualTo(CameraEventType.RESTORED);
        assertThat(over.seconds() - fault.ends()).isBetween(2.0, 5.2);
      }
    }
  }

  @Test
  void shouldNameTheTopicUnderWhichCamerasTellOfIt() {
    CameraFaults faults = new CameraFaults(SEED, true);
    List<CameraAnalytics.Report> reports = new ArrayList<>();
    for (int camera = 0; camera < 4; camera++) {
      told(faults, camera).forEach(each -> reports.add(each.report()));
    }
    assertThat(reports)
        .filteredOn(report -> report.type() == CameraEventType.TURNED)
        .isNotEmpty()
        .allSatisfy(
            report ->
                assertThat(report.attributes())
                    .containsEntry(
                        "onvif_topic", "tns1:VideoSource/GlobalSceneChange/ImagingService"));
  }

  @Test
  void shouldSayOfItsDetectionsThatItIsTurnedFromTheEventOnUntilTheNext() {
    CameraFaults faults = new CameraFaults(SEED, true);
    for (int camera = 0; camera < 4; camera++) {
      assertThat(told(faults, camera))
          .allMatch(each -> each.turned() == (each.report().type() == CameraEventType.TURNED));
    }
  }

  @Test
  void shouldTellNothingWhereNothingGoesWrong() {
    assertThat(told(new CameraFaults(SEED, false), 0)).isEmpty();
  }

  private static List<Told> told(CameraFaults faults, int camera) {
    CameraAnalytics analytics = new CameraAnalytics(faults, SEED, camera);
    List<Told> told = new ArrayList<>();
    for (int frame = 0; frame < AN_HOUR * 10; frame++) {
      double seconds = frame / 10.0;
      analytics
          .at(seconds)
          .ifPresent(report -> told.add(new Told(seconds, report, analytics.isTurned())));
    }
    return told;
  }
}
