package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.update.UpdateManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The vector that clients in other languages compare themselves with is what the topology makes:
 * version 0, two updates, what the ledger says of them, and version 1.
 */
class ContractVectorTest {
  private static final Path VECTOR = Path.of("../schemas/reference-client/vector.json");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final ClusterId C0 = new ClusterId(0);
  private static final double CLIP_NORM = 0.0625;
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(
          4, 16, List.of(new TargetModule("layer.0", 16, 16), new TargetModule("layer.1", 16, 8)));

  @Test
  void theVectorIsWhatTheTopologyMakes() throws IOException {
    assertThat(JSON.readTree(Files.readString(VECTOR)))
        .isEqualTo(JSON.readTree(JSON.writeValueAsString(made())));
  }

  /** Writes the file, for a new release of the contract. */
  public static void main(String[] args) throws IOException {
    Files.writeString(Path.of(args[0]), JSON.writeValueAsString(made()) + "\n");
  }

  private static JsonNode made() {
    FederationSpec spec =
        Federations.named(
            "clinics",
            LAYOUT,
            Federations.one(2),
            Federations.rounds(CLIP_NORM, NormSettings.none()));
    ObjectNode vector = JSON.createObjectNode();
    contract(vector.putObject("contract"), spec);
    try (var harness = new TopologyHarness(spec)) {
      FakeClient ward = FakeClient.of(spec, "ward", 0, 1, 10);
      FakeClient lab = FakeClient.of(spec, "lab", 0, 1, 30);
      harness.announce(ward.embedding(1, 0));
      harness.announce(lab.embedding(0, 1));
      AdapterManifest initial = harness.initial().get(0);
      version(vector.putObject("version0"), initial, harness.chunks());
      var updates =
          List.of(
              lab.update(1, harness.newest(C0), 1, delta(3, 1.0 / 512)),
              ward.update(1, harness.newest(C0), 1, delta(5, 1.0 / 4096)));
      updates.forEach(harness::send);
      var told = vector.putArray("updates");
      updates.forEach(update -> update(told.addObject(), update));
      var ledger = vector.putArray("ledger");
      harness.decisions().forEach(entry -> entry(ledger.addObject(), entry));
      AdapterManifest made = harness.manifests().get(0);
      version(vector.putObject("version1"), made, harness.chunks());
    }
    return vector;
  }

  /** Values that every language comes to: small multiples of a power of two. */
  private static float[] delta(int step, double scale) {
    float[] delta = new float[LAYOUT.parameters()];
    for (int i = 0; i < delta.length; i++) {
      delta[i] = (float) (((i * step) % 11 - 5) * scale);
    }
    return delta;
  }

  private static void contract(ObjectNode node, FederationSpec spec) {
    node.put("federation", spec.federation());
    node.put("rank", spec.layout().rank());
    node.put("alpha", spec.layout().alpha());
    var targetModules = node.putArray("sites");
    for (TargetModule targetModule : spec.layout().targetModules()) {
      targetModules
          .addObject()
          .put("name", targetModule.name())
          .put("inputs", targetModule.inputs())
          .put("outputs", targetModule.outputs());
    }
    node.put("seed", spec.seed());
    node.put("layoutDigest", spec.layout().fullDigest());
    node.put("strategy", spec.merge().strategy());
    node.put("learningRate", spec.merge().optimizer().learningRate());
    node.put("clipNorm", spec.window().clipNorm());
  }

  private static void version(
      ObjectNode node, AdapterManifest manifest, List<AdapterChunk> chunks) {
    AdapterVersion name = manifest.version();
    node.put("key", manifest.key());
    node.put("name", name.name());
    node.put("digest", name.digest());
    node.put("previousDigest", manifest.previousDigest());
    var digests = node.putArray("chunkDigests");
    manifest.chunkDigests().forEach(digests::add);
    var contributions = node.putArray("contributions");
    for (Contribution part : manifest.contributions()) {
      contributions
          .addObject()
          .put("update", part.update().toString())
          .put("weight", part.weight())
          .put("units", part.units())
          .put("clip", part.clip())
          .put("staleness", part.staleness());
    }
    var payloads = node.putArray("payloads");
    chunks.forEach(
        chunk ->
            payloads.addObject().put("key", chunk.recordKey()).put("payload", chunk.payload()));
  }

  private static void update(ObjectNode node, FakeClient.Update update) {
    UpdateManifest manifest = update.manifest();
    node.put("update", manifest.id().toString());
    node.put("base", manifest.base().name());
    node.put("epoch", manifest.epoch());
    node.put("samples", manifest.samples());
    node.put("norm", manifest.norm());
    var digests = node.putArray("chunkDigests");
    manifest.chunkDigests().forEach(digests::add);
    var payloads = node.putArray("payloads");
    update
        .chunks()
        .forEach(
            chunk ->
                payloads
                    .addObject()
                    .put("key", chunk.key().toString())
                    .put("payload", bytes(chunk.payload())));
  }

  private static void entry(ObjectNode node, LedgerEntry entry) {
    node.put("update", entry.update().toString());
    node.put("verdict", entry.verdict().name());
    node.put("version", entry.version());
    node.put("weight", entry.weight());
    node.put("clip", entry.clip());
    node.put("staleness", entry.staleness());
    node.put("norm", entry.norm());
  }

  private static byte[] bytes(ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    return bytes;
  }
}
