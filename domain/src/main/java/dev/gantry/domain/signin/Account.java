package dev.gantry.domain.signin;

import dev.gantry.domain.state.StateFormat;
import dev.gantry.domain.time.Micros;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the checks know of one account. It is bounded however it is attacked: 64 failures, 64
 * refusals, 32 attacks that go on, 16 sources, devices and countries. Mutable; one thread at a
 * time.
 */
public final class Account {

  private static final byte VERSION = 1;

  /** An account that was used is remembered for longer than any of them stays dormant. */
  private static final long REMEMBERED_US = Micros.of(Duration.ofDays(400));

  private final FailedSignIns failures;
  private final SecondFactor secondFactor;
  private final Whereabouts whereabouts;
  private final Habits habits;
  private final RecentIds ids;
  private long latestUs = Long.MIN_VALUE;

  /** An account of which nothing is known. */
  public Account(SignInSettings settings) {
    this(
        new FailedSignIns(settings),
        new SecondFactor(settings.refusals()),
        new Whereabouts(settings),
        new Habits(settings),
        new RecentIds());
  }

  private Account(
      FailedSignIns failures,
      SecondFactor secondFactor,
      Whereabouts whereabouts,
      Habits habits,
      RecentIds ids) {
    this.failures = failures;
    this.secondFactor = secondFactor;
    this.whereabouts = whereabouts;
    this.habits = habits;
    this.ids = ids;
  }

  /** What becomes of an event. */
  public enum Verdict {
    /** It counts. */
    TAKEN,
    /** It was there before, and says nothing new. */
    REPEATED,
    /** It is more than a day older than another of the account: nothing can be made of it. */
    LATE
  }

  /**
   * What became of an event.
   *
   * @param findings what it completed; none unless it was taken
   */
  public record Result(Verdict verdict, List<SignInFinding> findings) {

    public Result {
      findings = List.copyOf(findings);
    }
  }

  /** Takes an event of the account in. */
  public Result take(SignInEvent event) {
    if (latestUs != Long.MIN_VALUE && event.atUs() < latestUs - AttemptLog.KEPT_US) {
      return new Result(Verdict.LATE, List.of());
    }
    if (event.identified() && !ids.add(event.id())) {
      return new Result(Verdict.REPEATED, List.of());
    }
    latestUs = Math.max(latestUs, event.atUs());
    return new Result(Verdict.TAKEN, check(event));
  }

  private List<SignInFinding> check(SignInEvent event) {
    return switch (event.kind()) {
      case FAILED -> failures.fail(event, habits.sources());
      case SUCCEEDED -> succeed(event);
      case MFA_DENIED -> secondFactor.refuse(event);
      case MFA_APPROVED -> secondFactor.approve(event);
      case MFA_DISABLED -> List.of(withoutSecondFactor(event));
      case OTHER -> List.of();
    };
  }

  private List<SignInFinding> succeed(SignInEvent event) {
    List<SignInFinding> found = new ArrayList<>(failures.succeed(event));
    whereabouts.arrive(event, habits.sources()).ifPresent(found::add);
    found.addAll(habits.judge(event));
    habits.learn(event);
    return found;
  }

  private SignInFinding withoutSecondFactor(SignInEvent event) {
    SignInFinding finding =
        SignInFinding.of(
            FindingType.MFA_DISABLED,
            event.principal(),
            event.principal() + " needs no second factor any more",
            List.of(Attempt.of(event)));
    return habits.sources().isUsual(event.source(), event.atUs())
        ? finding.mildly("done from where it is usually used")
        : finding;
  }

  /** What it takes to have an account remembered so. */
  public Worth worth() {
    if (habits.areKnown()) {
      return Worth.PROVEN;
    }
    return failures.isSuspect() || secondFactor.isSuspect() ? Worth.SUSPECT : Worth.HEARD;
  }

  /** Whether forgetting all of it changes nothing from a moment on. */
  public boolean isSpentAt(long nowUs) {
    long forgottenUs = nowUs - REMEMBERED_US;
    return latestUs < nowUs - AttemptLog.KEPT_US
        && habits.lastUs() < forgottenUs
        && failures.isSpentAt(nowUs)
        && secondFactor.isSpentAt(nowUs);
  }

  /** Encodes it; {@link #fromBytes} gives one that judges all that follows the same. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(latestUs);
      failures.write(out);
      secondFactor.write(out);
      whereabouts.write(out);
      habits.write(out);
      ids.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Decodes an account.
   *
   * @throws IllegalArgumentException when the bytes are of another version, or cut off
   */
  public static Account fromBytes(SignInSettings settings, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.require(VERSION, in.readByte(), "account");
      long latestUs = in.readLong();
      Account account =
          new Account(
              FailedSignIns.read(settings, in),
              SecondFactor.read(settings.refusals(), in),
              Whereabouts.read(settings, in),
              Habits.read(settings, in),
              RecentIds.read(in));
      account.latestUs = latestUs;
      return account;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "account: expected more than the " + bytes.length + " bytes found", e);
    }
  }
}
