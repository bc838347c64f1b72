package io.tributary.infra.registry.store;

import io.tributary.infra.registry.store.RegistryChange.Version;
import java.util.List;
import java.util.Optional;

/** Decides what may be registered, and which change results; it changes nothing itself. */
public final class SchemaRegistrations {
  /** The largest number of characters of all different schemas together. */
  static final long MAX_CHARS = 32L << 20;

  /** The largest number of versions of all subjects together, deleted ones included. */
  static final int MAX_VERSIONS = 20_000;

  private static final int MAX_NAME = 512;

  private final SchemaBook book;

  public SchemaRegistrations(SchemaBook book) {
    this.book = book;
  }

  /**
   * A schema that a caller wants to register.
   *
   * @param schema canonical text
   * @param id that it has elsewhere; only in mode IMPORT
   * @param number that it has elsewhere; only in mode IMPORT
   */
  public record Wish(
      String subject, String schema, Optional<Integer> id, Optional<Integer> number) {}

  /** Returns the version that a subject lists with this schema. */
  public Optional<Version> listed(String subject, String schema, boolean withDeleted) {
    return book.versions(subject, withDeleted).stream()
        .filter(version -> version.schema().equals(schema))
        .reduce((earlier, later) -> later);
  }

  /**
   * Returns the version to add; call it only if the schema is not {@link #listed}.
   *
   * @throws RegistryRefusal if it is incompatible, or the subject accepts none
   */
  public Version next(Wish wish) {
    requireName(wish.subject());
    requireWritable(wish.subject());
    boolean imports = book.mode(wish.subject()) == RegistryMode.IMPORT;
    requireRoom(wish.schema());
    return imports ? imported(wish) : compatible(wish);
  }

  private Version compatible(Wish wish) {
    String subject = wish.subject();
    if (wish.id().isPresent()) {
      throw RegistryRefusal.notPermitted("Subject %s is not in import mode".formatted(subject));
    }
    List<String> differences = differences(subject, wish.schema());
    if (!differences.isEmpty()) {
      throw RegistryRefusal.incompatible(subject, differences);
    }
    int id = book.id(wish.schema()).orElseGet(() -> after(book.lastId(), "schema ids"));
    return new Version(subject, nextNumber(subject), id, wish.schema(), false);
  }

  private Version imported(Wish wish) {
    String subject = wish.subject();
    int id =
        wish.id()
            .orElseThrow(
                () ->
                    RegistryRefusal.notPermitted(
                        "Subject %s is in import mode".formatted(subject)));
    if (id < 1 || book.text(id).filter(text -> !text.equals(wish.schema())).isPresent()) {
      throw RegistryRefusal.notPermitted(
          "Overwrite new schema with id %d is not permitted.".formatted(id));
    }
    int number = wish.number().orElseGet(() -> nextNumber(subject));
    boolean taken =
        book.versions(subject, true).stream().anyMatch(version -> version.number() == number);
    if (number < 1 || taken) {
      throw RegistryRefusal.notPermitted(
          "Overwrite version %d of subject %s is not permitted.".formatted(number, subject));
    }
    return new Version(subject, number, id, wish.schema(), false);
  }

  /** Returns why the subject's rule does not allow this schema; empty if it does. */
  public List<String> differences(String subject, String schema) {
    List<String> earlier = book.versions(subject, false).stream().map(Version::schema).toList();
    return CanonicalAvro.differences(book.rule(subject), schema, earlier);
  }

  private int nextNumber(String subject) {
    return after(book.lastNumber(subject), "versions of " + subject);
  }

  private static int after(int last, String what) {
    if (last == Integer.MAX_VALUE) {
      throw RegistryRefusal.store("there are no more numbers for " + what);
    }
    return last + 1;
  }

  /** Throws if the text is no name of a subject. */
  public static void requireName(String subject) {
    if (subject.isEmpty() || subject.length() > MAX_NAME) {
      throw RegistryRefusal.invalidSubject(
          "must have 1 to %d chars, has %d".formatted(MAX_NAME, subject.length()));
    }
    if (subject.chars().anyMatch(Character::isISOControl)) {
      throw RegistryRefusal.invalidSubject("must have no control characters");
    }
  }

  /** Throws if the subject's mode allows no change. */
  public void requireWritable(String subject) {
    if (book.mode(subject) == RegistryMode.READONLY) {
      throw RegistryRefusal.notPermitted("Subject %s is in read-only mode".formatted(subject));
    }
  }

  /** Throws if there are more settings than there can be subjects. */
  public void requireRoomForSetting() {
    if (book.settingCount() >= MAX_VERSIONS) {
      throw RegistryRefusal.store(
          "it is full: %d rules and modes at most; delete some".formatted(MAX_VERSIONS));
    }
  }

  /**
   * Throws if the registry is full. All schemas are in memory, so a caller that registers without
   * end must not exhaust it.
   */
  private void requireRoom(String schema) {
    boolean isNew = book.id(schema).isEmpty();
    if (book.versionCount() >= MAX_VERSIONS
        || (isNew && book.chars() + schema.length() > MAX_CHARS)) {
      throw RegistryRefusal.store(
          "it is full: %d versions and %d chars of schemas at most; use a registry for many with --schema-registry"
              .formatted(MAX_VERSIONS, MAX_CHARS));
    }
  }
}
