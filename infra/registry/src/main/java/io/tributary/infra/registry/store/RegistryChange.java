package io.tributary.infra.registry.store;

import java.util.Optional;

/** One change of the registry, as its journal stores it. */
public sealed interface RegistryChange {

  /** Makes the change in a target: calls its method for this kind of change. */
  void to(Target target);

  /** A place where changes are made, with one method for each kind, so that none is forgotten. */
  interface Target {
    /** A version of a subject, or what became of it. */
    void put(Version version);

    /** A deleted version is forgotten; its id still answers, since records may carry it. */
    void erase(String subject, int number);

    /** A rule is set or taken back. */
    void setRule(Optional<String> subject, Optional<CompatibilityRule> rule);

    /** A mode is set or taken back. */
    void setMode(Optional<String> subject, Optional<RegistryMode> mode);
  }

  /**
   * Adds or replaces a version of a subject.
   *
   * @param subject usually {@code TOPIC-value}
   * @param number from 1
   * @param id of the schema, the same wherever the same schema is registered
   * @param schema canonical text
   * @param deleted whether the subject no longer lists it, although its id still answers
   */
  record Version(String subject, int number, int id, String schema, boolean deleted)
      implements RegistryChange {
    public Version asDeleted() {
      return new Version(subject, number, id, schema, true);
    }

    @Override
    public void to(Target target) {
      target.put(this);
    }
  }

  /** Erases a deleted version; its number and id are not given again. */
  record Erasure(String subject, int number) implements RegistryChange {
    @Override
    public void to(Target target) {
      target.erase(subject, number);
    }
  }

  /**
   * Sets or, if empty, removes a compatibility rule.
   *
   * @param subject empty for all that have none of their own
   */
  record Rule(Optional<String> subject, Optional<CompatibilityRule> rule)
      implements RegistryChange {
    @Override
    public void to(Target target) {
      target.setRule(subject, rule);
    }
  }

  /**
   * Sets or, if empty, removes a mode.
   *
   * @param subject empty for all that have none of their own
   */
  record Mode(Optional<String> subject, Optional<RegistryMode> mode) implements RegistryChange {
    @Override
    public void to(Target target) {
      target.setMode(subject, mode);
    }
  }
}
