package dev.gantry.ingest.city.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DailyLifeTest {

  private static final Roster ROSTER = new Roster(1);
  private static final DailyLife LIFE = new DailyLife(ROSTER, List.of("city-cam-1", "city-cam-2"));
  private static final int WEEKS = 3;

  @Test
  void shouldSignInAFewTimesOnAWorkingDay() {
    double days = 0;
    double logins = 0;
    for (Person person : ROSTER.people()) {
      for (long day = 0; day < 7; day++) {
        List<SignIn> signIns = LIFE.signIns(person, day);
        long successes = count(signIns, SignIn.Type.LOGIN_SUCCEEDED);
        if (ROSTER.shift(person, day).isPresent()) {
          assertThat(successes).isBetween(1L, 9L);
          days++;
          logins += successes;
        } else {
          assertThat(signIns).isEmpty();
        }
      }
    }
    assertThat(days / ROSTER.people().size()).isBetween(4.3, 5.3);
    assertThat(logins / days).isBetween(3.0, 5.0);
  }

  @Test
  void shouldLetOfficesRestAtTheWeekendAndGuardsWorkAroundTheClock() {
    for (Person clerk : ROSTER.in(Role.OFFICE)) {
      assertThat(ROSTER.shift(clerk, 5)).isEmpty();
      assertThat(ROSTER.shift(clerk, 6)).isEmpty();
    }
    for (double hour = 24; hour < 8 * 24; hour++) {
      double local = hour * 3600;
      assertThat(ROSTER.in(Role.GUARD)).anyMatch(guard -> ROSTER.now(guard, local).isPresent());
    }
  }

  @Test
  void shouldNeverFailFiveTimesWithinFiveMinutes() {
    Map<String, List<SignIn>> failures =
        threeWeeks().stream()
            .filter(signIn -> signIn.type() == SignIn.Type.LOGIN_FAILED)
            .collect(Collectors.groupingBy(signIn -> signIn.session().principal()));
    assertThat(failures).hasSizeGreaterThan(100);
    failures.values().forEach(own -> assertThat(most(own, 300)).isLessThan(5));
  }

  @Test
  void shouldNeverFailForFiveAccountsFromOneAddressWithinTenMinutes() {
    Map<String, List<SignIn>> failures =
        threeWeeks().stream()
            .filter(signIn -> signIn.type() == SignIn.Type.LOGIN_FAILED)
            .collect(Collectors.groupingBy(signIn -> signIn.session().source().address()));
    for (List<SignIn> here : failures.values()) {
      for (SignIn first : here) {
        assertThat(
                here.stream()
                    .filter(one -> one.at() >= first.at() && one.at() < first.at() + 600)
                    .map(one -> one.session().principal())
                    .distinct())
            .hasSizeLessThan(5);
      }
    }
  }

  @Test
  void shouldRefuseASecondFactorAtMostOnceInAnHour() {
    Map<String, List<SignIn>> refusals =
        threeWeeks().stream()
            .filter(signIn -> signIn.type() == SignIn.Type.MFA_DENIED)
            .collect(Collectors.groupingBy(signIn -> signIn.session().principal()));
    assertThat(refusals).isNotEmpty();
    refusals.values().forEach(own -> assertThat(most(own, 300)).isEqualTo(1));
  }

  @Test
  void shouldNeverTravelFasterThanAnAirliner() {
    Map<String, List<SignIn>> located =
        threeWeeks().stream()
            .filter(signIn -> signIn.type() == SignIn.Type.LOGIN_SUCCEEDED)
            .filter(signIn -> signIn.session().source().isLocated())
            .collect(Collectors.groupingBy(signIn -> signIn.session().principal()));
    int abroad = 0;
    for (List<SignIn> own : located.values()) {
      for (int i = 1; i < own.size(); i++) {
        double km = kilometres(own.get(i - 1), own.get(i));
        double hours = (own.get(i).at() - own.get(i - 1).at()) / 3600;
        assertThat(km < 50 || km / hours < 800).as("%f km in %f h", km, hours).isTrue();
        abroad += km > 300 ? 1 : 0;
      }
    }
    assertThat(abroad).as("journeys").isGreaterThan(3);
  }

  private static double kilometres(SignIn one, SignIn other) {
    Source a = one.session().source();
    Source b = other.session().source();
    double north = (a.latitude() - b.latitude()) * 111.2;
    double east =
        (a.longitude() - b.longitude())
            * 111.2
            * StrictMath.cos(StrictMath.toRadians((a.latitude() + b.latitude()) / 2));
    return StrictMath.hypot(north, east);
  }

  private static int most(List<SignIn> signIns, double within) {
    int most = 0;
    for (SignIn first : signIns) {
      int count =
          (int)
              signIns.stream()
                  .filter(one -> one.at() >= first.at() && one.at() < first.at() + within)
                  .count();
      most = Math.max(most, count);
    }
    return most;
  }

  private static long count(List<SignIn> signIns, SignIn.Type type) {
    return signIns.stream().filter(signIn -> signIn.type() == type).count();
  }

  private static List<SignIn> threeWeeks() {
    List<SignIn> all = new ArrayList<>();
    for (Person person : ROSTER.people()) {
      for (long day = 0; day < 7 * WEEKS; day++) {
        all.addAll(LIFE.signIns(person, day));
      }
    }
    all.sort(Comparator.comparingDouble(SignIn::at));
    return all;
  }
}
