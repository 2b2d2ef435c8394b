package dev.gantry.schemas.serde;

import dev.gantry.schemas.records.AuditCheckpoint;
import dev.gantry.schemas.records.AuditEntry;
import dev.gantry.schemas.records.Definition;
import dev.gantry.schemas.records.TokenRevocation;

/** Checks of what is kept: definitions and the audit log. */
final class LedgerChecks {

  private static final int SHA256_BYTES = 32;

  private LedgerChecks() {}

  static void definition(Definition definition) {
    Check.present("kind", definition.getKind());
    Check.id("id", definition.getId());
    if (definition.getId().indexOf('|') >= 0) {
      throw Check.invalid("id", "an id without '|'", definition.getId());
    }
    Check.atLeast("version", definition.getVersion(), 1);
    Check.atLeast("effective_from_us", definition.getEffectiveFromUs(), 0);
    Check.atLeast("published_at_us", definition.getPublishedAtUs(), 0);
    if (!definition.getDeleted()) {
      Check.present("document", definition.getDocument());
    }
  }

  static void tokenRevocation(TokenRevocation revocation) {
    Check.id("id", revocation.getId());
    Check.atLeast("version", revocation.getVersion(), 1);
    Check.optionalTime("effective_from_us", revocation.getEffectiveFromUs());
    Check.optionalTime("published_at_us", revocation.getPublishedAtUs());
    Check.optionalTime("expires_at_us", revocation.getExpiresAtUs());
  }

  static void auditEntry(AuditEntry entry) {
    Check.present("log", entry.getLog());
    Check.atLeast("epoch", entry.getEpoch(), 0);
    Check.atLeast("sequence", entry.getSequence(), 0);
    Check.hash("content_sha256", entry.getContentSha256().remaining(), SHA256_BYTES);
    Check.hash("previous_hash", entry.getPreviousHash().remaining(), SHA256_BYTES);
    Check.hash("entry_hash", entry.getEntryHash().remaining(), SHA256_BYTES);
  }

  static void auditCheckpoint(AuditCheckpoint checkpoint) {
    Check.present("log", checkpoint.getLog());
    Check.present("origin", checkpoint.getOrigin());
    Check.atLeast("size", checkpoint.getSize(), 1);
    Check.hash("root_hash", checkpoint.getRootHash().remaining(), SHA256_BYTES);
    Check.eventTime("signed_at_us", checkpoint.getSignedAtUs());
  }
}
