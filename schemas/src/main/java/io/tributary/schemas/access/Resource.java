package io.tributary.schemas.access;

/**
 * What access is granted to.
 *
 * @param kind what it is
 * @param name its name, or what its name begins with
 * @param prefix whether all names that begin so are meant
 */
public record Resource(Kind kind, String name, boolean prefix) {
  /** What brokers guard by name. */
  public enum Kind {
    TOPIC,
    GROUP,
    TRANSACTIONAL_ID
  }

  public Resource {
    if (name.isEmpty() || name.equals("*")) {
      throw new IllegalArgumentException(
          "the name of a resource must be of one federation, was '" + name + "'");
    }
  }

  static Resource named(Kind kind, String name) {
    return new Resource(kind, name, false);
  }

  static Resource allFrom(Kind kind, String prefix) {
    return new Resource(kind, prefix, true);
  }
}
