package io.tributary.infra.registry.store;

import java.util.Optional;

/** One change of the registry: what its journal holds. */
public sealed interface Change {

  /** Makes the change in the book of schemas. */
  void to(SchemaBook book);

  /**
   * A version of a subject, or what became of it.
   *
   * @param subject usually {@code TOPIC-value}
   * @param number from 1
   * @param id of the schema, the same wherever the same schema is registered
   * @param schema canonical text
   * @param deleted its id still answers, but the subject no longer lists it
   */
  record Version(String subject, int number, int id, String schema, boolean deleted)
      implements Change {
    public Version asDeleted() {
      return new Version(subject, number, id, schema, true);
    }

    @Override
    public void to(SchemaBook book) {
      book.put(this);
    }
  }

  /** A deleted version is forgotten; its number and id are not given again. */
  record Erasure(String subject, int number) implements Change {
    @Override
    public void to(SchemaBook book) {
      book.erase(subject, number);
    }
  }

  /**
   * A rule was set, or, if empty, taken back.
   *
   * @param subject empty for all that have none of their own
   */
  record Rule(Optional<String> subject, Optional<CompatibilityRule> rule) implements Change {
    @Override
    public void to(SchemaBook book) {
      book.setRule(subject, rule);
    }
  }

  /**
   * A mode was set, or, if empty, taken back.
   *
   * @param subject empty for all that have none of their own
   */
  record Mode(Optional<String> subject, Optional<RegistryMode> mode) implements Change {
    @Override
    public void to(SchemaBook book) {
      book.setMode(subject, mode);
    }
  }
}
