package io.tributary.schemas.access;

/**
 * A resource to which access is granted.
 *
 * @param kind kind of the resource
 * @param name its name, or the prefix of its name
 * @param prefix whether all names with this prefix are meant
 */
public record AccessResource(Kind kind, String name, boolean prefix) {
  /** The kinds of resources that brokers guard by name. */
  public enum Kind {
    TOPIC,
    GROUP,
    TRANSACTIONAL_ID
  }

  public AccessResource {
    if (name.isEmpty() || name.equals("*")) {
      throw new IllegalArgumentException(
          "the name of a resource must be of one federation, was '" + name + "'");
    }
  }

  static AccessResource named(Kind kind, String name) {
    return new AccessResource(kind, name, false);
  }

  static AccessResource allFrom(Kind kind, String prefix) {
    return new AccessResource(kind, prefix, true);
  }
}
