package dev.gantry.ingest.city.traffic;

/** How a driver departs from the law, if at all. */
sealed interface Conduct {

  /** Wanted speed, m/s, given the lawful one and the limit. */
  default double desired(double lawful, double limitMps) {
    return lawful;
  }

  /**
   * Acceleration, m/s², given the lawful one.
   *
   * @param vehicle whose driver this is
   * @param ahead what is ahead in its lane
   */
  default double accelerate(Vehicle vehicle, Ahead ahead, double lawful) {
    return lawful;
  }

  /** Whether it stays in its lane. */
  default boolean keepsLane() {
    return true;
  }

  /** What everybody else does. */
  record Lawful() implements Conduct {
    @Override
    public boolean keepsLane() {
      return false;
    }
  }

  /** Drives faster than allowed as long as braking hard still helps. */
  record Speeding(double shareOfLimit) implements Conduct {
    private static final double RELIED_ON = 3;
    private static final double MARGIN_METRES = 10;

    @Override
    public double accelerate(Vehicle vehicle, Ahead ahead, double lawful) {
      double slower = Math.min(vehicle.speed(), ahead.speed());
      double needed = brakingMetres(vehicle.speed()) - slower * slower / (2 * RELIED_ON);
      double desired = vehicle.desired(vehicle.link().limitMps());
      return ahead.gap() > needed ? Idm.free(vehicle.driver(), vehicle.speed(), desired) : lawful;
    }

    /** Free road that somebody at a speed wants before he begins to brake for what stands. */
    static double brakingMetres(double speed) {
      return speed * speed / (2 * RELIED_ON) + MARGIN_METRES;
    }

    @Override
    public double desired(double lawful, double limitMps) {
      return shareOfLimit * limitMps;
    }
  }

  /** Comes to a stand at a place of its link and stays. */
  record Stopped(double place) implements Conduct {
    @Override
    public double accelerate(Vehicle vehicle, Ahead ahead, double lawful) {
      double gap = Math.max(.1, place - vehicle.place() + vehicle.driver().leastGap());
      return Math.min(
          lawful,
          Idm.behind(
              vehicle.driver(),
              vehicle.speed(),
              vehicle.desired(vehicle.link().limitMps()),
              gap,
              0));
    }
  }

  /** Brakes hard for nothing, down to walking pace. */
  record Braking() implements Conduct {
    private static final double HARD = 6.5;
    private static final double WALKING_PACE = 1.2;

    @Override
    public double accelerate(Vehicle vehicle, Ahead ahead, double lawful) {
      return vehicle.speed() > WALKING_PACE ? Math.min(lawful, -HARD) : Math.min(lawful, 0);
    }
  }

  /**
   * Looks away until the last moment at which full braking still avoids the rear of the one ahead:
   * the safe distance of Gipps, A behavioural car-following model, Transportation Research B 15
   * (1981), without reaction time.
   */
  record Distracted() implements Conduct {
    private static final double MARGIN_METRES = 1.6;
    private static final double RELIED_ON = 7;

    @Override
    public double accelerate(Vehicle vehicle, Ahead ahead, double lawful) {
      double own = vehicle.speed() * vehicle.speed();
      double other = ahead.speed() * ahead.speed();
      double needed = Math.max(0, (own - other) / (2 * RELIED_ON));
      boolean lastMoment = ahead.gap() - MARGIN_METRES - .1 * vehicle.speed() <= needed;
      return lastMoment && vehicle.speed() > ahead.speed()
          ? -Driver.HARDEST_BRAKING
          : Math.max(lawful, 0);
    }
  }
}
