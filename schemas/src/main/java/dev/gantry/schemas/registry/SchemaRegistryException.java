package dev.gantry.schemas.registry;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The registry could not be asked, or did not give what was asked for. */
public final class SchemaRegistryException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Kind {
    /** The registry answered that there is no such schema. */
    NOT_FOUND,
    /** The schema exists, but is not an Avro schema we can parse. */
    NOT_AVRO,
    /** The schema breaks the compatibility rule of its subject. */
    INCOMPATIBLE,
    /** The registry refused the request: credentials, permission or content. */
    REFUSED,
    /**
     * No answer, or not one that a registry gives: down, unreachable, overloaded, wrong address.
     */
    UNAVAILABLE
  }

  private final Kind kind;

  /**
   * An exception.
   *
   * @param kind what went wrong
   * @param message what was asked, what was expected, what was found
   * @param cause why, if an exception told
   */
  public SchemaRegistryException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /**
   * Whether the fault lies with the schema that was asked for and not with the registry: asking
   * again gives the same answer.
   */
  public boolean isAboutSchema() {
    return kind == Kind.NOT_FOUND || kind == Kind.NOT_AVRO || kind == Kind.INCOMPATIBLE;
  }
}
