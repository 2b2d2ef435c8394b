package dev.gantry.topologies.topology;

import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.DecodeInput;
import dev.gantry.topologies.processor.JudgeCounts;
import dev.gantry.topologies.processor.signin.CheckAccounts;
import dev.gantry.topologies.processor.signin.CheckSources;
import dev.gantry.topologies.processor.signin.CountSignIns;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/**
 * SIGN-INS: what is wrong with sign-ins, seen from the account, from the address that they come
 * from and from the service that is asked. Three parts that share nothing but their application.
 *
 * <pre>
 * auth-events (principal → AuthEvent)
 *   └─ decode-sign-ins ─ what can't be read ─▶ dead-letters
 *        ├─ what has no key ─▶ auth-events (principal → the same, bytes → bytes)
 *        └─ check-accounts ⇄ account-by-principal (principal → failures, refusals, habits)
 *             ├─▶ signin-findings (principal → Finding)
 *             ├─▶ auth-by-source (source address → AuthEvent)
 *             └─▶ auth-by-service (site/service → AuthEvent: who was let in or refused)
 *
 * auth-by-source
 *   └─ decode-by-source ─▶ dead-letters
 *        └─ check-sources ⇄ source-by-address (source address → failures)
 *             └─▶ signin-findings (source address → Finding)
 *
 * auth-by-service
 *   └─ decode-by-service ─▶ dead-letters
 *        └─ count-sign-ins ⇄ rates-by-service (mode of time, site/service → minutes not yet over)
 *             └─ judge-rates ⇄ detector-by-rate (sign-ins:site/service:metric → what is usual)
 *                  └─▶ anomalies (sign-ins:site/service:metric → Anomaly)
 * </pre>
 *
 * <p>Thresholds and where they come from: {@link dev.gantry.domain.signin.SignInSettings#DEFAULT}.
 */
public final class SignInsTopology {

  private static final String ACCOUNT_BY_PRINCIPAL = "account-by-principal";
  private static final String SOURCE_BY_ADDRESS = "source-by-address";

  private static final String READ_SIGN_INS = "read-sign-ins";
  private static final String DECODE_SIGN_INS = "decode-sign-ins";
  private static final String CHECK_ACCOUNTS = "check-accounts";
  private static final String WRITE_KEYED = "write-keyed-sign-ins";
  private static final String WRITE_ACCOUNT_FINDINGS = "write-findings-of-accounts";
  private static final String WRITE_BY_SOURCE = "write-by-source";

  private static final String READ_BY_SOURCE = "read-by-source";
  private static final String DECODE_BY_SOURCE = "decode-by-source";
  private static final String BY_SOURCE_DEAD = DecodeInput.DEAD_LETTERS + "-of-sources";
  private static final String CHECK_SOURCES = "check-sources";
  private static final String WRITE_SOURCE_FINDINGS = "write-findings-of-sources";

  private static final String RATES_BY_SERVICE = "rates-by-service";
  private static final String DETECTOR_BY_RATE = "detector-by-rate";
  private static final String WRITE_BY_SERVICE = "write-by-service";
  private static final String READ_BY_SERVICE = "read-by-service";
  private static final String DECODE_BY_SERVICE = "decode-by-service";
  private static final String BY_SERVICE_DEAD = DecodeInput.DEAD_LETTERS + "-of-services";
  private static final String COUNT_SIGN_INS = "count-sign-ins";
  private static final String JUDGE_RATES = "judge-rates";
  private static final String WRITE_ANOMALIES = "write-anomalies";

  private SignInsTopology() {}

  /** Builds the topology. */
  public static Topology build(TopologyContext from) {
    Wiring wiring = new Wiring(from);
    addAccounts(wiring, from);
    addSources(wiring, from);
    addServices(wiring, from);
    return wiring.topology();
  }

  private static void addAccounts(Wiring wiring, TopologyContext from) {
    var signIns = from.topics().authEvents();
    wiring
        .read(READ_SIGN_INS, signIns)
        .decodeKeying(DECODE_SIGN_INS, signIns, CHECK_ACCOUNTS, WRITE_KEYED, READ_SIGN_INS)
        .process(
            CHECK_ACCOUNTS,
            () ->
                new CheckAccounts(
                    from,
                    ACCOUNT_BY_PRINCIPAL,
                    WRITE_ACCOUNT_FINDINGS,
                    WRITE_BY_SOURCE,
                    WRITE_BY_SERVICE),
            DECODE_SIGN_INS)
        .keep(
            StateStores.writtenOnCommit(
                ACCOUNT_BY_PRINCIPAL, CheckAccounts.codec(from.config().signIns())),
            CHECK_ACCOUNTS)
        .keep(StateStores.anchor(), CHECK_ACCOUNTS)
        .write(WRITE_ACCOUNT_FINDINGS, from.topics().signinFindings(), CHECK_ACCOUNTS)
        .write(WRITE_BY_SOURCE, from.topics().authBySource(), CHECK_ACCOUNTS)
        .write(WRITE_BY_SERVICE, from.topics().authByService(), CHECK_ACCOUNTS)
        .setAside(DECODE_SIGN_INS);
  }

  private static void addSources(Wiring wiring, TopologyContext from) {
    var bySource = from.topics().authBySource();
    wiring
        .read(READ_BY_SOURCE, bySource)
        .decode(DECODE_BY_SOURCE, bySource, CHECK_SOURCES, BY_SOURCE_DEAD, READ_BY_SOURCE)
        .process(CHECK_SOURCES, () -> new CheckSources(from, SOURCE_BY_ADDRESS), DECODE_BY_SOURCE)
        .keep(
            StateStores.writtenOnCommit(
                SOURCE_BY_ADDRESS, CheckSources.codec(from.config().signIns())),
            CHECK_SOURCES)
        .write(WRITE_SOURCE_FINDINGS, from.topics().signinFindings(), CHECK_SOURCES)
        .setAsideAs(BY_SOURCE_DEAD, DECODE_BY_SOURCE);
  }

  private static void addServices(Wiring wiring, TopologyContext from) {
    var byService = from.topics().authByService();
    wiring
        .read(READ_BY_SERVICE, byService)
        .decode(DECODE_BY_SERVICE, byService, COUNT_SIGN_INS, BY_SERVICE_DEAD, READ_BY_SERVICE)
        .process(COUNT_SIGN_INS, () -> new CountSignIns(from, RATES_BY_SERVICE), DECODE_BY_SERVICE)
        .keep(StateStores.writtenOnCommit(RATES_BY_SERVICE, CountSignIns.CODEC), COUNT_SIGN_INS)
        .process(JUDGE_RATES, () -> new JudgeCounts(from, DETECTOR_BY_RATE), COUNT_SIGN_INS)
        .keep(
            StateStores.cached(DETECTOR_BY_RATE, Serdes.String(), Serdes.ByteArray()), JUDGE_RATES)
        .write(WRITE_ANOMALIES, from.topics().anomalies(), JUDGE_RATES)
        .setAsideAs(BY_SERVICE_DEAD, DECODE_BY_SERVICE);
  }
}
