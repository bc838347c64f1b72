package io.tributary.schemas.registry;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The bounds within which a stranger's schema is safe to use. A registry accepts any: one that
 * nests without end exhausts the stack of a program that parses it or skips its fields, and Avro's
 * resolver writes out in full one whose types use each other many times.
 */
final class SchemaBounds {
  /**
   * The largest length of a schema's text in characters; the product's schemas have a tenth of it.
   */
  static final int MAX_TEXT = 1 << 17;

  /** The largest number of nested brackets in the text, and of nested types. */
  static final int MAX_DEPTH = 64;

  /** The largest number of types, each counted as often as it is used. */
  static final int MAX_TYPES = 10_000;

  private final IdentityHashMap<Schema, Size> sizes = new IdentityHashMap<>();

  private record Size(int types, int depth) {}

  private SchemaBounds() {}

  /**
   * Returns the schema of a text; empty if the text is not a schema, exceeds a bound, or contains
   * itself.
   */
  static Optional<Schema> parse(String text) {
    if (text.length() > MAX_TEXT || nesting(text) > MAX_DEPTH) {
      return Optional.empty();
    }
    Schema schema;
    try {
      schema = new Schema.Parser().parse(text);
    } catch (RuntimeException e) {
      // Avro throws exceptions of several types for texts that are not a schema.
      return Optional.empty();
    }
    Size size = new SchemaBounds().size(schema);
    return size.types <= MAX_TYPES && size.depth <= MAX_DEPTH
        ? Optional.of(schema)
        : Optional.empty();
  }

  /** Returns the deepest level of brackets outside of strings. */
  private static int nesting(String text) {
    int level = 0;
    int deepest = 0;
    boolean quoted = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quoted && c == '\\') {
        at++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '[')) {
        deepest = Math.max(deepest, ++level);
      } else if (!quoted && (c == '}' || c == ']')) {
        level--;
      }
    }
    return deepest;
  }

  /** Returns the size of a type; a type that contains itself exceeds every bound. */
  private Size size(Schema schema) {
    Size known = sizes.get(schema);
    if (known != null) {
      return known;
    }
    sizes.put(schema, new Size(MAX_TYPES + 1, MAX_DEPTH + 1));
    Size size =
        switch (schema.getType()) {
          case RECORD -> around(schema.getFields().stream().map(Schema.Field::schema).toList());
          case UNION -> around(schema.getTypes());
          case ARRAY -> around(List.of(schema.getElementType()));
          case MAP -> around(List.of(schema.getValueType()));
          default -> new Size(1, 1);
        };
    sizes.put(schema, size);
    return size;
  }

  private Size around(List<Schema> parts) {
    int types = 1;
    int depth = 0;
    for (Schema part : parts) {
      Size size = size(part);
      types = Math.min(MAX_TYPES + 1, types + size.types);
      depth = Math.max(depth, size.depth);
    }
    return new Size(types, Math.min(MAX_DEPTH + 1, depth + 1));
  }
}
