package io.tributary.infra.registry.store;

import io.tributary.infra.registry.store.RegistryChange.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that was registered, in memory. Not safe for several threads at a time. */
public final class SchemaBook implements RegistryChange.Target {
  private static final String ALL = "";

  private final SortedMap<String, SortedMap<Integer, Version>> subjects = new TreeMap<>();
  private final Map<String, Integer> lastNumbers = new HashMap<>();
  private final SortedMap<Integer, String> textsById = new TreeMap<>();
  private final Map<String, Integer> idsByText = new HashMap<>();
  private final Map<String, CompatibilityRule> rules = new HashMap<>();
  private final Map<String, RegistryMode> modes = new HashMap<>();
  private final CompatibilityRule firstRule;
  private long chars;
  private int versions;

  /**
   * Creates a book without subjects or schemas.
   *
   * @param firstRule of every subject until another is set
   */
  SchemaBook(CompatibilityRule firstRule) {
    this.firstRule = firstRule;
  }

  @Override
  public void put(Version version) {
    boolean isNew =
        subjects
                .computeIfAbsent(version.subject(), subject -> new TreeMap<>())
                .put(version.number(), version)
            == null;
    versions += isNew ? 1 : 0;
    lastNumbers.merge(version.subject(), version.number(), Math::max);
    if (textsById.putIfAbsent(version.id(), version.schema()) == null) {
      chars += version.schema().length();
    }
    idsByText.merge(version.schema(), version.id(), Math::min);
  }

  @Override
  public void erase(String subject, int number) {
    SortedMap<Integer, Version> of = subjects.getOrDefault(subject, new TreeMap<>());
    if (of.remove(number) != null) {
      versions--;
    }
    if (of.isEmpty()) {
      subjects.remove(subject);
    }
  }

  @Override
  public void setRule(Optional<String> subject, Optional<CompatibilityRule> rule) {
    set(rules, subject, rule);
  }

  @Override
  public void setMode(Optional<String> subject, Optional<RegistryMode> mode) {
    set(modes, subject, mode);
  }

  private static <V> void set(Map<String, V> map, Optional<String> subject, Optional<V> value) {
    value.ifPresentOrElse(
        v -> map.put(subject.orElse(ALL), v), () -> map.remove(subject.orElse(ALL)));
  }

  /** Returns the names in order, including subjects whose versions are all deleted. */
  public List<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  /** Returns the versions of a subject, lowest number first; empty if there is no such subject. */
  public List<Version> versions(String subject, boolean withDeleted) {
    return subjects.getOrDefault(subject, new TreeMap<>()).values().stream()
        .filter(version -> withDeleted || !version.deleted())
        .toList();
  }

  /** Returns all versions of all subjects, in order. */
  public List<Version> versions(boolean withDeleted) {
    var all = new ArrayList<Version>();
    for (String subject : subjects.keySet()) {
      all.addAll(versions(subject, withDeleted));
    }
    return all;
  }

  public Optional<String> text(int id) {
    return Optional.ofNullable(textsById.get(id));
  }

  /** Returns the id of a schema that any subject has, or had. */
  Optional<Integer> id(String text) {
    return Optional.ofNullable(idsByText.get(text));
  }

  /** Returns the highest id that was ever given; 0 for none. */
  public int lastId() {
    return textsById.isEmpty() ? 0 : textsById.lastKey();
  }

  /** Returns the highest number that a version of this subject ever had; 0 for none. */
  int lastNumber(String subject) {
    return lastNumbers.getOrDefault(subject, 0);
  }

  /** Returns a subject's own rule. */
  public Optional<CompatibilityRule> ownRule(String subject) {
    return Optional.ofNullable(rules.get(subject));
  }

  /** Returns the rule that applies to a subject. */
  public CompatibilityRule rule(String subject) {
    return ownRule(subject).orElseGet(this::rule);
  }

  /** Returns the rule of subjects that have none of their own. */
  public CompatibilityRule rule() {
    return rules.getOrDefault(ALL, firstRule);
  }

  /** Returns a subject's own mode. */
  public Optional<RegistryMode> ownMode(String subject) {
    return Optional.ofNullable(modes.get(subject));
  }

  /** Returns the mode that applies to a subject. */
  public RegistryMode mode(String subject) {
    return ownMode(subject).orElseGet(this::mode);
  }

  /** Returns the mode of subjects that have none of their own. */
  public RegistryMode mode() {
    return modes.getOrDefault(ALL, RegistryMode.READWRITE);
  }

  /** Returns the number of characters of all different schemas. */
  long chars() {
    return chars;
  }

  /** Returns the number of rules and modes that were set. */
  int settingCount() {
    return rules.size() + modes.size();
  }

  /** Returns the number of versions, deleted ones included. */
  int versionCount() {
    return versions;
  }
}
