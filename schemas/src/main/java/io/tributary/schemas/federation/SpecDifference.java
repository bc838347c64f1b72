package io.tributary.schemas.federation;

import io.tributary.schemas.event.FederationSpec;
import java.lang.reflect.RecordComponent;
import java.util.Optional;

/**
 * The first field in which two contracts differ.
 *
 * @param field dotted path of record components, e.g. {@code window.minUpdates}
 * @param published the value in the topic
 * @param ours the value that was to be published
 */
record SpecDifference(String field, String published, String ours) {
  static Optional<SpecDifference> first(FederationSpec published, FederationSpec ours) {
    return firstIn("", published, ours);
  }

  /** Walks the components in their declared order, into nested records. */
  private static Optional<SpecDifference> firstIn(String path, Record published, Record ours) {
    for (RecordComponent component : published.getClass().getRecordComponents()) {
      Object theirs = value(component, published);
      Object mine = value(component, ours);
      if (!theirs.equals(mine)) {
        String field = path + component.getName();
        return theirs instanceof Record a && mine instanceof Record b
            ? firstIn(field + ".", a, b)
            : Optional.of(new SpecDifference(field, theirs.toString(), mine.toString()));
      }
    }
    return Optional.empty();
  }

  private static Object value(RecordComponent component, Record owner) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public record's component must be readable", e);
    }
  }
}
