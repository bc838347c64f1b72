package io.tributary.infra.registry.store;

/**
 * A refusal with one of the error codes of Confluent's API, by which its clients distinguish
 * causes.
 */
public final class RegistryRefusal extends RuntimeException {
  private static final int NOT_FOUND = 404;
  private static final int UNPROCESSABLE = 422;

  private final int status;
  private final int code;

  /**
   * Creates a refusal with an HTTP status and an error code, without a stack trace.
   *
   * @param status of HTTP
   * @param code in the body; its first three digits are a status
   */
  public RegistryRefusal(int status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  public int code() {
    return code;
  }

  public static RegistryRefusal noPath(String path) {
    return new RegistryRefusal(NOT_FOUND, NOT_FOUND, "HTTP 404 Not Found: no such path " + path);
  }

  public static RegistryRefusal noSubject(String subject) {
    return new RegistryRefusal(NOT_FOUND, 40401, "Subject '%s' not found.".formatted(subject));
  }

  public static RegistryRefusal noVersion(Object version) {
    return new RegistryRefusal(NOT_FOUND, 40402, "Version %s not found.".formatted(version));
  }

  public static RegistryRefusal noSchema(String which) {
    return new RegistryRefusal(NOT_FOUND, 40403, "Schema%s not found".formatted(which));
  }

  public static RegistryRefusal subjectIsDeleted(String subject) {
    return new RegistryRefusal(
        NOT_FOUND,
        40404,
        "Subject '%s' was soft deleted. Set permanent=true to delete it permanently"
            .formatted(subject));
  }

  public static RegistryRefusal subjectIsNotDeleted(String subject) {
    return new RegistryRefusal(
        NOT_FOUND,
        40405,
        "Subject '%s' was not deleted first before being permanently deleted".formatted(subject));
  }

  public static RegistryRefusal versionIsDeleted(String subject, int version) {
    return new RegistryRefusal(
        NOT_FOUND,
        40406,
        "Subject '%s' Version %d was soft deleted. Set permanent=true to delete it permanently"
            .formatted(subject, version));
  }

  public static RegistryRefusal versionIsNotDeleted(String subject, int version) {
    return new RegistryRefusal(
        NOT_FOUND,
        40407,
        "Subject '%s' Version %d was not deleted first before being permanently deleted"
            .formatted(subject, version));
  }

  public static RegistryRefusal noRule(String subject) {
    return new RegistryRefusal(
        NOT_FOUND,
        40408,
        "Subject '%s' does not have subject-level compatibility configured".formatted(subject));
  }

  public static RegistryRefusal noMode(String subject) {
    return new RegistryRefusal(
        NOT_FOUND,
        40409,
        "Subject '%s' does not have subject-level mode configured".formatted(subject));
  }

  static RegistryRefusal incompatible(String subject, Object details) {
    return new RegistryRefusal(
        409,
        409,
        "Schema being registered is incompatible with an earlier schema for subject \"%s\", details: %s"
            .formatted(subject, details));
  }

  public static RegistryRefusal invalidSchema(String why) {
    return new RegistryRefusal(UNPROCESSABLE, 42201, "Invalid schema: " + why);
  }

  static RegistryRefusal invalidVersion(String version) {
    return new RegistryRefusal(
        UNPROCESSABLE,
        42202,
        "The specified version '%s' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\""
            .formatted(version));
  }

  public static RegistryRefusal invalidRule() {
    return new RegistryRefusal(
        UNPROCESSABLE,
        42203,
        "Invalid compatibility level. Valid values are none, backward, forward, full,"
            + " backward_transitive, forward_transitive, and full_transitive");
  }

  public static RegistryRefusal invalidMode() {
    return new RegistryRefusal(
        UNPROCESSABLE, 42204, "Invalid mode. Valid values are READWRITE, READONLY, and IMPORT");
  }

  public static RegistryRefusal notPermitted(String why) {
    return new RegistryRefusal(UNPROCESSABLE, 42205, why);
  }

  static RegistryRefusal invalidSubject(String why) {
    return new RegistryRefusal(UNPROCESSABLE, 42208, "The specified subject " + why);
  }

  public static RegistryRefusal unreadableBody(String why) {
    return new RegistryRefusal(UNPROCESSABLE, UNPROCESSABLE, why);
  }

  static RegistryRefusal store(String why) {
    return new RegistryRefusal(500, 50001, "Error in the registry's data store: " + why);
  }
}
