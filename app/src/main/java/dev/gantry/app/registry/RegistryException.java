package dev.gantry.app.registry;

/**
 * A request the registry answers with an error, in the numbers of the documented interface: the
 * first three digits of a code are the HTTP status.
 */
final class RegistryException extends RuntimeException {
  private final int code;

  private RegistryException(int code, String message) {
    super(message);
    this.code = code;
  }

  int code() {
    return code;
  }

  int status() {
    return code < 1000 ? code : code / 100;
  }

  static RegistryException of(int code, String message) {
    return new RegistryException(code, message);
  }

  static RegistryException subjectNotFound(String subject) {
    return of(40401, "Subject '" + subject + "' not found.");
  }

  static RegistryException versionNotFound(int version) {
    return of(40402, "Version " + version + " not found.");
  }

  static RegistryException schemaNotFound() {
    return of(40403, "Schema not found");
  }

  static RegistryException idNotFound(int id) {
    return of(40403, "Schema " + id + " not found");
  }

  static RegistryException subjectSoftDeleted(String subject) {
    return of(
        40404,
        "Subject '" + subject + "' was soft deleted. Set permanent=true to delete permanently");
  }

  static RegistryException subjectNotSoftDeleted(String subject) {
    return of(
        40405, "Subject '" + subject + "' was not deleted first before being permanently deleted");
  }

  static RegistryException versionSoftDeleted(String subject, int version) {
    return of(
        40406,
        "Subject '"
            + subject
            + "' Version "
            + version
            + " was soft deleted. Set permanent=true to delete permanently");
  }

  static RegistryException versionNotSoftDeleted(String subject, int version) {
    return of(
        40407,
        "Subject '"
            + subject
            + "' Version "
            + version
            + " was not deleted first before being permanently deleted");
  }

  static RegistryException noSubjectCompatibility(String subject) {
    return of(
        40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
  }

  static RegistryException noSubjectMode(String subject) {
    return of(40409, "Subject '" + subject + "' does not have subject-level mode configured");
  }

  static RegistryException invalidSchema(String why) {
    return of(42201, "Invalid schema: " + why);
  }

  static RegistryException invalidVersion(String found) {
    return of(
        42202,
        "The specified version '"
            + found
            + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string"
            + " \"latest\"");
  }

  static RegistryException invalidCompatibility(String found) {
    return of(
        42203,
        "Invalid compatibility level '"
            + found
            + "'. Valid values are none, backward, forward, full, backward_transitive,"
            + " forward_transitive, and full_transitive");
  }

  static RegistryException invalidMode(String found) {
    return of(42204, "Invalid mode '" + found + "'. Valid values are READWRITE and READONLY");
  }

  static RegistryException readOnly(String subject) {
    return of(42205, "Subject " + subject + " is in read-only mode");
  }
}
