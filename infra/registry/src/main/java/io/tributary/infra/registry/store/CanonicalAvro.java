package io.tributary.infra.registry.store;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Parses Avro schemas to the canonical texts that the registry keeps, compares and returns. Two
 * texts that Avro writes alike are the same schema, documentation and properties included.
 */
public final class CanonicalAvro {
  /**
   * The largest number of characters of one schema; the product's have 3,000 at most. Avro's parser
   * looks at every type once for every named type: a megabyte of small types would keep it busy for
   * minutes.
   */
  public static final int MAX_CHARS = 1 << 16;

  private CanonicalAvro() {}

  /**
   * Returns the canonical text of a new schema.
   *
   * @throws RegistryRefusal 42201 if Avro does not accept it, or it is too long or nested too
   *     deeply
   */
  public static String canonical(String text) {
    if (text.length() > MAX_CHARS) {
      throw RegistryRefusal.invalidSchema(
          "a schema has %d chars at most, this one %d".formatted(MAX_CHARS, text.length()));
    }
    try {
      return new Schema.Parser().parse(text).toString();
    } catch (AvroRuntimeException e) {
      throw RegistryRefusal.invalidSchema(String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      throw RegistryRefusal.invalidSchema("it is nested too deeply");
    }
  }

  /**
   * Returns why a new version cannot follow earlier ones; empty if it can.
   *
   * @param candidate canonical text
   * @param earlier canonical texts, oldest first
   */
  public static List<String> differences(
      CompatibilityRule rule, String candidate, List<String> earlier) {
    var differences = new ArrayList<String>();
    try {
      for (String text : rule.thoseThatCount(earlier)) {
        if (rule.readsEarlier()) {
          addTo(differences, kept(candidate), kept(text), "new", "old");
        }
        if (rule.isReadByEarlier()) {
          addTo(differences, kept(text), kept(candidate), "old", "new");
        }
      }
    } catch (StackOverflowError e) {
      throw RegistryRefusal.invalidSchema("its types hold each other too deeply to be compared");
    }
    return differences;
  }

  private static void addTo(
      List<String> differences, Schema reader, Schema writer, String reading, String written) {
    List<Incompatibility> found =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities();
    for (Incompatibility one : found) {
      differences.add(
          "%s at %s: %s (the %s schema cannot read the %s one)"
              .formatted(one.getType(), one.getLocation(), one.getMessage(), reading, written));
    }
  }

  /**
   * Parses a stored schema without checks, because it was checked when it was registered, by the
   * rules of that time.
   */
  private static Schema kept(String text) {
    var parser = new Schema.Parser(NameValidator.NO_VALIDATION);
    parser.setValidateDefaults(false);
    return parser.parse(text);
  }
}
