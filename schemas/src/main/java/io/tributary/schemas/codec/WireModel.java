package io.tributary.schemas.codec;

import io.tributary.schemas.wire.UpdateManifest;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;

/**
 * Finds the generated classes by their schemas' names. Avro refuses to load a class that a schema
 * names unless a setting of the whole JVM trusts it; this model trusts one package, for these
 * codecs only.
 */
final class WireModel extends SpecificData {
  static final WireModel INSTANCE = new WireModel();
  private static final String TRUSTED = UpdateManifest.class.getPackageName();

  private final ConcurrentHashMap<String, Class<?>> classes = new ConcurrentHashMap<>();

  private WireModel() {
    super(WireModel.class.getClassLoader());
    addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
  }

  @Override
  @SuppressWarnings("rawtypes") // as Avro declares it
  public Class getClass(Schema schema) {
    boolean named = schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.ENUM;
    if (!named || !TRUSTED.equals(schema.getNamespace())) {
      return super.getClass(schema);
    }
    return classes.computeIfAbsent(schema.getFullName(), this::load);
  }

  private Class<?> load(String name) {
    try {
      return Class.forName(name, true, getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("no class was generated for schema " + name, e);
    }
  }
}
