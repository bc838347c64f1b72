package io.tributary.infra.local.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import java.util.ArrayList;
import java.util.List;

/**
 * The facts about a base model that a federation needs.
 *
 * @param id name and content digest
 * @param hidden width of its embeddings
 * @param layout of the adapters on it
 */
public record ModelDescription(String id, int hidden, AdapterLayout layout) {
  /** Parses the ready line of {@link ModelProbeMain}. */
  public static ModelDescription of(JsonNode line) {
    List<TargetModule> targetModules = new ArrayList<>();
    for (JsonNode module : line.path("sites")) {
      targetModules.add(
          new TargetModule(
              module.path("name").asText(),
              module.path("inputs").asInt(),
              module.path("outputs").asInt()));
    }
    AdapterLayout layout =
        new AdapterLayout(
            line.path("rank").asInt(), (float) line.path("alpha").asDouble(), targetModules);
    return new ModelDescription(line.path("id").asText(), line.path("hidden").asInt(), layout);
  }
}
