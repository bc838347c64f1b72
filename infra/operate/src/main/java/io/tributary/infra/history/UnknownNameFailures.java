package io.tributary.infra.history;

import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.NearestWord;
import java.util.Collection;
import java.util.Optional;

/** Failures about words that name nothing in a federation; each says what was probably meant. */
public final class UnknownNameFailures {
  private UnknownNameFailures() {}

  /** The failure that no such version is in the log. */
  public static Failure adapter(AdapterReference word, AdapterVersions versions) {
    return failure(
        "ADAPTER_UNKNOWN", "adapter", word.text(), versions.nearest(word), "adapters ls");
  }

  /** The failure that no such cluster was ever found. */
  public static Failure cluster(String word, Collection<String> known) {
    return failure("CLUSTER_UNKNOWN", "cluster", word, NearestWord.to(word, known), "clusters ls");
  }

  /** The failure that no client of that name was ever seen. */
  public static Failure client(String word, Collection<String> known) {
    return failure("CLIENT_UNKNOWN", "client", word, NearestWord.to(word, known), "clients ls");
  }

  /** The failure that nothing of that name was ever set aside. */
  public static Failure subject(String word, Collection<String> known) {
    return failure(
        "SUBJECT_UNKNOWN",
        "subject in quarantine",
        word,
        NearestWord.to(word, known),
        "quarantine ls");
  }

  /** The failure that no topic tells of that update. */
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
