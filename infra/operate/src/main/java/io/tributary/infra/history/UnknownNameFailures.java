package io.tributary.infra.history;

import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.NearestWord;
import java.util.Collection;
import java.util.Optional;

/**
 * Makes failures about names that do not exist in a federation; each suggests the name that was
 * probably meant.
 */
public final class UnknownNameFailures {
  private UnknownNameFailures() {}

  /** Returns the failure that no such version is in the log. */
  public static Failure adapter(AdapterReference word, AdapterVersions versions) {
    return failure(
        "ADAPTER_UNKNOWN", "adapter", word.text(), versions.nearest(word), "adapters ls");
  }

  /** Returns the failure that no such cluster was ever found. */
  public static Failure cluster(String word, Collection<String> known) {
    return failure("CLUSTER_UNKNOWN", "cluster", word, NearestWord.to(word, known), "clusters ls");
  }

  /** Returns the failure that no client of that name was ever seen. */
  public static Failure client(String word, Collection<String> known) {
    return failure("CLIENT_UNKNOWN", "client", word, NearestWord.to(word, known), "clients ls");
  }

  /** Returns the failure that no record of that name was ever quarantined. */
  public static Failure subject(String word, Collection<String> known) {
    return failure(
        "SUBJECT_UNKNOWN",
        "subject in quarantine",
        word,
        NearestWord.to(word, known),
        "quarantine ls");
  }

  /** Returns the failure that no topic has a record of that update. */
  public static Failure update(String word, Collection<String> known) {
    return failure("UPDATE_UNKNOWN", "update", word, NearestWord.to(word, known), "updates ls");
  }

  private static Failure failure(
      String code, String what, String word, Optional<String> nearest, String list) {
    return new Failure(
        Failure.Kind.DOMAIN,
        code,
        "there is no " + what + " '" + word + "'",
        nearest.map(meant -> "Did you mean " + meant + "? ").orElse("")
            + "List them: tributary "
            + list
            + ".");
  }
}
