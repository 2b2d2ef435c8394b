package dev.gantry.domain.signin;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * An event that counts towards a finding.
 *
 * @param atUs when, microseconds since the Unix epoch
 * @param principal account; empty when none was named
 * @param unknownAccount whether the service knows no such account
 * @param source network address; empty when there is none
 * @param id id of the event
 * @param partition partition of its record
 * @param offset offset of its record
 */
public record Attempt(
    long atUs,
    String principal,
    boolean unknownAccount,
    String source,
    String id,
    int partition,
    long offset) {

  static Attempt of(SignInEvent event) {
    return new Attempt(
        event.atUs(),
        event.principal(),
        event.unknownAccount(),
        event.source(),
        event.id(),
        event.partition(),
        event.offset());
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(atUs);
    out.writeUTF(principal);
    out.writeBoolean(unknownAccount);
    out.writeUTF(source);
    out.writeUTF(id);
    out.writeInt(partition);
    out.writeLong(offset);
  }

  static Attempt read(DataInputStream in) throws IOException {
    return new Attempt(
        in.readLong(),
        in.readUTF(),
        in.readBoolean(),
        in.readUTF(),
        in.readUTF(),
        in.readInt(),
        in.readLong());
  }
}
