package io.tributary.aggregation.merge.catalogue;

import io.tributary.schemas.settings.NearestWord;
import java.util.Collection;

/** What to say of a name that nobody has. */
final class Named {
  private Named() {}

  /** An error that names what there is and, if one is near, the name that was meant. */
  static IllegalArgumentException unknown(String key, String name, Collection<String> known) {
    return new IllegalArgumentException(
        key
            + " must be one of "
            + String.join(", ", known)
            + "; was '"
            + name
            + "'"
            + NearestWord.question(name, known));
  }
}
