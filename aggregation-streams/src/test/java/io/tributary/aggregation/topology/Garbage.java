package io.tributary.aggregation.topology;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ChunkReply;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.PayloadEncoding;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Records that nobody should send: noise, torn and forged bytes under any key, and readable records
 * that say anything. The aggregator's own topics get no readable ones, since those it believes.
 */
record Garbage(Random random, TopicCatalogue topics, Codecs codecs, FakeClient client) {
  private static final long[] EXTREMES = {Long.MIN_VALUE, -1, 0, 1, 1L << 40, Long.MAX_VALUE};

  /** A record on its way. */
  record Thrown(TopicSpec topic, String key, byte[] value) {}

  Thrown next() {
    List<TopicSpec> all =
        List.of(
            topics.taskEmbeddings(),
            topics.adapterUpdates(),
            topics.updateChunks(),
            topics.updateRulings(),
            topics.clusterEvents(),
            topics.chunkEvents(),
            topics.clientPolicy());
    int at = random.nextInt(all.size());
    TopicSpec topic = all.get(at);
    TopicSpec other = all.get((at + 1 + random.nextInt(all.size() - 1)) % all.size());
    Thrown sound = sound(topic);
    return switch (random.nextInt(9)) {
      case 0 -> new Thrown(topic, sound.key(), null);
      case 1 -> new Thrown(topic, sound.key(), noise());
      case 2 ->
          new Thrown(
              topic,
              sound.key(),
              Arrays.copyOf(sound.value(), random.nextInt(sound.value().length)));
      case 3 -> new Thrown(topic, sound.key(), sound(other).value());
      case 4 -> new Thrown(topic, key(), sound.value());
      default -> trusted(topic) ? new Thrown(topic, key(), sound.value()) : torn(sound);
    };
  }

  private boolean trusted(TopicSpec topic) {
    return topic.equals(topics.clusterEvents()) || topic.equals(topics.chunkEvents());
  }

  /** Sometimes with a bit the other way, which may well be readable. */
  private Thrown torn(Thrown sound) {
    byte[] value = sound.value().clone();
    if (random.nextInt(3) == 0) {
      int at = random.nextInt(value.length);
      value[at] = (byte) (value[at] ^ 1 << random.nextInt(8));
    }
    return new Thrown(sound.topic(), sound.key(), value);
  }

  /** A readable record under its own key; values that no record takes are drawn again. */
  private Thrown sound(TopicSpec topic) {
    while (true) {
      try {
        return drawn(topic);
      } catch (IllegalArgumentException e) {
        // Bytes of such values are among what is thrown changed.
      }
    }
  }

  private Thrown drawn(TopicSpec topic) {
    if (topic.equals(topics.taskEmbeddings())) {
      TaskEmbedding embedding = embedding();
      return new Thrown(
          topic, embedding.slot().toString(), codecs.taskEmbedding().encode(embedding));
    }
    if (topic.equals(topics.adapterUpdates())) {
      UpdateManifest manifest = manifest();
      return new Thrown(
          topic, manifest.base().cluster().toString(), codecs.updateManifest().encode(manifest));
    }
    if (topic.equals(topics.updateChunks())) {
      UpdateChunk chunk = chunk();
      return new Thrown(topic, chunk.key().toString(), codecs.updateChunk().encode(chunk));
    }
    if (topic.equals(topics.clientPolicy())) {
      ClientPolicy policy = policy();
      return new Thrown(topic, policy.clients().value(), codecs.clientPolicy().encode(policy));
    }
    if (topic.equals(topics.updateRulings())) {
      var ruling =
          new ClusterEvent.UpdateDiscarded(cluster(), id(), new OperatorDecision("any", "why"));
      return new Thrown(topic, ruling.cluster().toString(), codecs.updateRuling().encode(ruling));
    }
    if (topic.equals(topics.clusterEvents())) {
      var event = new ChunkReply.ChunkMerged(cluster(), 3, 0, "any");
      return new Thrown(topic, event.cluster().toString(), codecs.clusterEvent().encode(event));
    }
    var event = new ChunkCommand.Drop(new ChunkKey(cluster(), 0), id());
    return new Thrown(topic, event.key().toString(), codecs.chunkEvent().encode(event));
  }

  private TaskEmbedding embedding() {
    SlotId slot = slot();
    float scale = random.nextBoolean() ? 0.7f : Float.MAX_VALUE;
    float[] centroid = new float[random.nextInt(8) == 0 ? 3 : 2];
    for (int i = 0; i < centroid.length; i++) {
      centroid[i] =
          random.nextInt(9) == 0 ? Float.NaN : scale * (float) (2 * random.nextDouble() - 1);
    }
    double squares = (double) centroid[0] * centroid[0] + (double) centroid[1] * centroid[1];
    return new TaskEmbedding(
        slot,
        slot.index() + 1 + random.nextInt(2),
        random.nextInt(8) == 0 ? text() : client.spec().baseModel(),
        1 + random.nextInt(1000),
        centroid,
        random.nextInt(4) == 0 ? random.nextGaussian() : Math.sqrt(Math.abs(1 - squares)),
        time(),
        random.nextInt(8) == 0
            ? new TaskEmbedding.GroupingSignal(random.nextInt(3) - 1, new float[random.nextInt(3)])
            : TaskEmbedding.GroupingSignal.NONE);
  }

  private ClientPolicy policy() {
    String client = slot().client().value();
    return new ClientPolicy(
        new ClientPattern(random.nextInt(8) == 0 ? client + "-*" : client),
        random.nextInt(3) == 0,
        new OperatorDecision("", "w".repeat(random.nextInt(500))),
        time());
  }

  private UpdateManifest manifest() {
    float[] delta = client.delta(new float[20], random.nextInt(3));
    UpdateManifest honest = client.update(1, initial(), 1, delta).manifest();
    return new UpdateManifest(
        id(),
        random.nextInt(3) == 0 ? new AdapterVersion(cluster(), 1, 7, "7".repeat(16)) : initial(),
        random.nextInt(3),
        random.nextInt(6) == 0 ? text() : honest.layoutDigest(),
        random.nextInt(3) == 0 ? extreme() : 10,
        time(),
        PayloadEncoding.FLOAT32,
        random.nextInt(3) == 0 ? texts() : honest.chunkDigests(),
        random.nextGaussian(),
        new TrainingSummary(1, Double.NaN, -1, extreme(), extreme()));
  }

  private UpdateChunk chunk() {
    float[] delta = client.delta(new float[20], random.nextInt(3));
    UpdateChunk honest = client.update(1, initial(), 1, delta).chunks().get(0);
    int index = random.nextInt(6) == 0 ? random.nextInt() >>> 1 : 0;
    return new UpdateChunk(
        id(),
        new ChunkKey(random.nextInt(3) == 0 ? cluster() : new ClusterId(0), index),
        random.nextInt(4) == 0 ? ByteBuffer.wrap(noise()) : honest.payload());
  }

  private AdapterVersion initial() {
    return new AdapterVersion(
        new ClusterId(random.nextInt(2)), 0, 0, client.spec().initialAdapter().digest());
  }

  private UpdateId id() {
    return new UpdateId(slot(), 1 + random.nextInt(6));
  }

  private SlotId slot() {
    return new SlotId(new ClientId("bad-" + random.nextInt(3)), random.nextInt(2));
  }

  private ClusterId cluster() {
    return new ClusterId(random.nextInt(4) == 0 ? 999_999_999 : random.nextInt(4));
  }

  private Instant time() {
    return random.nextInt(3) == 0 ? Instant.ofEpochMilli(extreme()) : FakeClient.NOW;
  }

  private long extreme() {
    return EXTREMES[random.nextInt(EXTREMES.length)];
  }

  private String key() {
    return random.nextInt(4) == 0 ? null : text();
  }

  private List<String> texts() {
    return IntStream.range(0, random.nextInt(3)).mapToObj(i -> text()).toList();
  }

  /** Short, or as long as a record may be. */
  private String text() {
    return "\u00e9?/#".repeat(random.nextInt(10) == 0 ? 100_000 : random.nextInt(5));
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(10) == 0 ? 700_000 : random.nextInt(100)];
    random.nextBytes(bytes);
    if (bytes.length > 5 && random.nextBoolean()) {
      Arrays.fill(bytes, 0, 4, (byte) 0);
      bytes[4] = (byte) random.nextInt(12);
    }
    return bytes;
  }
}
