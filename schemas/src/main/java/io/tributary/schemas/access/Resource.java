package io.tributary.schemas.access;

/**
 * A resource to which access is granted.
 *
 * @param kind kind of the resource
 * @param name its name, or the prefix of its name
 * @param prefix whether all names with this prefix are meant
 */
public record Resource(Kind kind, String name, boolean prefix) {
  /** The kinds of resources that brokers guard by name. */
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
