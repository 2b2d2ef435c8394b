package dev.gantry.ingest.city.staff;

import dev.gantry.ingest.city.CityScenario;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who of the staff looks after which camera of a city. */
public final class Technicians {

  private final Map<String, String> accounts = new HashMap<>();

  /**
   * @param cameraIds of all cameras, in their order
   */
  public Technicians(CityScenario scenario, List<String> cameraIds) {
    Roster roster = Roster.of(scenario);
    for (int camera = 0; camera < cameraIds.size(); camera++) {
      accounts.put(cameraIds.get(camera), roster.technicianOf(camera).principal());
    }
  }

  /** The account of a camera's technician; empty for another city's camera. */
  public String accountFor(String cameraId) {
    return accounts.getOrDefault(cameraId, "");
  }
}
