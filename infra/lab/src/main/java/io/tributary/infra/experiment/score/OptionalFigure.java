package io.tributary.infra.experiment.score;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.util.OptionalDouble;

/** A figure that not every run has, as results keep it: a number, or null. */
public final class OptionalFigure {
  private OptionalFigure() {}

  /** Writes the number, or null. */
  public static final class Writer extends JsonSerializer<OptionalDouble> {
    @Override
    public void serialize(OptionalDouble value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (value.isPresent()) {
        json.writeNumber(value.getAsDouble());
      } else {
        json.writeNull();
      }
    }
  }

  /** Reads the number; empty for null, and where there is no such field. */
  public static final class Reader extends JsonDeserializer<OptionalDouble> {
    @Override
    public OptionalDouble deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return OptionalDouble.of(json.getDoubleValue());
    }

    @Override
    public OptionalDouble getNullValue(DeserializationContext context) {
      return OptionalDouble.empty();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return OptionalDouble.empty();
    }
  }
}
