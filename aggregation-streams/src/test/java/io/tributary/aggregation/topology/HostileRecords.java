package io.tributary.aggregation.topology;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterEvent.UpdateRuling;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.PayloadEncoding;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Records of whoever may write to any of the aggregator's inputs: every id and number at its bounds
 * and beyond them, tombstones under foreign keys, no keys, wrong partitions, foreign types, torn
 * bytes. None is in the name of an honest client, and none makes its sender a member.
 */
public record HostileRecords(
    Random random,
    BoundaryValues values,
    TopicCatalogue topics,
    Codecs codecs,
    UpdateManifest honest) {
  /** Draws all of it from one source of numbers. */
  public HostileRecords(
      Random random, TopicCatalogue topics, Codecs codecs, UpdateManifest honest) {
    this(random, new BoundaryValues(random), topics, codecs, honest);
  }

  /**
   * A record on its way.
   *
   * @param what it is, for people
   * @param refused whether it must be set aside at once, since nothing can come of it
   */
  public record Hostile(String what, TopicSpec topic, String key, byte[] value, boolean refused) {}

  /**
   * The next one.
   *
   * @param newest version of the cluster that orders are about
   */
  public Hostile next(int newest) {
    List<TopicSpec> inputs = inputs();
    TopicSpec topic = values.pick(inputs);
    Hostile sound = sound(topic, newest);
    boolean state = topic.equals(topics.taskEmbeddings()) || topic.equals(topics.clientPolicy());
    return switch (random.nextInt(10)) {
      case 0 -> new Hostile("tombstone", topic, sound.key(), null, !state);
      case 1 -> new Hostile("tombstone, foreign key", topic, foreignKey(), null, true);
      case 2 -> new Hostile("no key", topic, null, sound.value(), true);
      case 3 -> new Hostile("foreign key", topic, foreignKey(), sound.value(), true);
      case 4 -> new Hostile("foreign type", topic, sound.key(), foreignType(topic, newest), true);
      case 5 -> new Hostile("noise", topic, sound.key(), noise(), true);
      case 6 -> new Hostile("cut off", topic, sound.key(), cutOff(sound.value()), true);
      case 7 -> new Hostile("torn", topic, sound.key(), torn(sound.value()), false);
      case 8 -> misplaced(sound);
      default -> sound;
    };
  }

  private List<TopicSpec> inputs() {
    return List.of(
        topics.taskEmbeddings(),
        topics.clientPolicy(),
        topics.adapterUpdates(),
        topics.updateChunks(),
        topics.updateRulings(),
        topics.clusterEvents(),
        topics.chunkEvents());
  }

  /** Readable and under its own key; its partition may be another than the only one there is. */
  private Hostile sound(TopicSpec topic, int newest) {
    if (topic.equals(topics.taskEmbeddings())) {
      TaskEmbedding embedding = built(this::embedding);
      byte[] value = codecs.taskEmbedding().encode(embedding);
      return new Hostile("embedding", topic, embedding.slot().toString(), value, true);
    }
    if (topic.equals(topics.clientPolicy())) {
      var policy =
          new ClientPolicy(
              values.evil(),
              random.nextBoolean(),
              new OperatorDecision("", values.text(500)),
              values.time());
      byte[] value = codecs.clientPolicy().encode(policy);
      return new Hostile("policy", topic, policy.clients().value(), value, false);
    }
    if (topic.equals(topics.adapterUpdates())) {
      UpdateManifest manifest = built(this::manifest);
      String key = manifest.base().cluster().toString();
      return new Hostile(
          "manifest",
          topic,
          key,
          codecs.updateManifest().encode(manifest),
          isElsewhere(topic, key));
    }
    if (topic.equals(topics.updateChunks())) {
      UpdateChunk chunk = built(this::chunk);
      String key = chunk.key().toString();
      return new Hostile(
          "chunk", topic, key, codecs.updateChunk().encode(chunk), isElsewhere(topic, key));
    }
    var forged = new ForgedOrders(built(this::manifest), newest);
    if (topic.equals(topics.updateRulings())) {
      UpdateRuling ruling = built(this::ruling);
      String key = ruling.cluster().toString();
      byte[] value = codecs.updateRuling().encode(ruling);
      return new Hostile(ruling.toString(), topic, key, value, isElsewhere(topic, key));
    }
    if (topic.equals(topics.clusterEvents())) {
      List<ClusterEvent> events =
          forged.events().stream().filter(event -> !(event instanceof UpdateRuling)).toList();
      ClusterEvent event = random.nextInt(4) == 0 ? built(this::ruling) : values.pick(events);
      boolean isRuling = event instanceof UpdateRuling;
      String key = event.cluster().toString();
      return new Hostile(
          event.toString(),
          topic,
          key,
          codecs.clusterEvent().encode(event),
          !isRuling || isElsewhere(topic, key));
    }
    ChunkCommand order = values.pick(forged.orders());
    return new Hostile(
        order.toString(), topic, order.key().toString(), codecs.chunkEvent().encode(order), true);
  }

  /** Wrong in two ways, so that torn bytes do not make it right. */
  private TaskEmbedding embedding() {
    float[] centroid = new float[random.nextInt(2) * 7];
    Arrays.fill(centroid, random.nextBoolean() ? Float.NaN : 3e38f);
    return new TaskEmbedding(
        values.slot(),
        values.anInt(),
        "no such model",
        values.aLong(),
        centroid,
        values.aDouble(),
        values.time());
  }

  private UpdateRuling ruling() {
    var operatorDecision = new OperatorDecision(values.text(500), "");
    return random.nextBoolean()
        ? new ClusterEvent.UpdateDiscarded(values.cluster(), values.id(), operatorDecision)
        : released(manifest(), operatorDecision);
  }

  /** Its chunks follow, or are said to lie anywhere. */
  private UpdateRuling released(UpdateManifest manifest, OperatorDecision operatorDecision) {
    List<Long> offsets =
        random.nextBoolean()
            ? List.of()
            : manifest.chunkDigests().stream().map(digest -> values.aLong()).toList();
    return new ClusterEvent.UpdateReleased(manifest, "", -1, -1, offsets, operatorDecision);
  }

  private UpdateManifest manifest() {
    boolean fits = random.nextBoolean();
    return new UpdateManifest(
        values.id(),
        new AdapterVersion(
            values.cluster(),
            Math.abs(values.anInt() % 1000),
            Math.abs(values.anInt() % 1000),
            digest()),
        values.anInt(),
        fits ? honest.layoutDigest() : values.text(20_000),
        values.aLong(),
        values.time(),
        PayloadEncoding.FLOAT32,
        fits ? honest.chunkDigests() : Collections.nCopies(random.nextInt(9_000), digest()),
        values.aDouble(),
        new TrainingSummary(
            values.anInt(), values.aDouble(), values.aDouble(), values.aLong(), values.aLong()),
        values.anInt(),
        values.aDouble());
  }

  private UpdateChunk chunk() {
    byte[] payload = new byte[random.nextBoolean() ? 272 : random.nextInt(10)];
    random.nextBytes(payload);
    return new UpdateChunk(values.id(), new ChunkKey(values.cluster(), values.anInt()), payload);
  }

  /** What a constructor refuses cannot be sent this way; torn bytes come to it. */
  private static <T> T built(Supplier<T> attempt) {
    while (true) {
      try {
        return attempt.get();
      } catch (IllegalArgumentException again) {
        // Other numbers may do.
      }
    }
  }

  private Hostile misplaced(Hostile sound) {
    TopicSpec topic = topicOnSeveralPartitions(sound.topic());
    String key = "c" + random.nextInt(1000);
    while (topic.partitionOf(key) == 0) {
      key = "c" + random.nextInt(1000);
    }
    return new Hostile("wrong partition", topic, key, sound.value(), true);
  }

  private TopicSpec topicOnSeveralPartitions(TopicSpec topic) {
    return topic.partitions() > 1 ? topic : topics.adapterUpdates();
  }

  private static boolean isElsewhere(TopicSpec topic, String key) {
    return topic.partitionOf(key) != 0;
  }

  private byte[] foreignType(TopicSpec topic, int newest) {
    List<TopicSpec> others = new ArrayList<>(inputs());
    others.remove(topic);
    byte[] output =
        codecs.adapterChunk().encode(new AdapterChunk(ForgedOrders.KEY, 1, new byte[80]));
    return random.nextInt(6) == 0 ? output : sound(values.pick(others), newest).value();
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(20) == 0 ? 500_000 : random.nextInt(64)];
    random.nextBytes(bytes);
    if (bytes.length > 0) {
      bytes[0] = 1;
    }
    return bytes;
  }

  /** At least the last byte is gone; what is left may be as short as nothing. */
  private byte[] cutOff(byte[] sound) {
    return Arrays.copyOf(sound, random.nextInt(Math.min(6, sound.length)));
  }

  /** A bit the other way, or the longest number somewhere in it. */
  private byte[] torn(byte[] sound) {
    byte[] bytes = sound.clone();
    int at = 5 + random.nextInt(Math.max(1, bytes.length - 5));
    if (random.nextBoolean()) {
      bytes[Math.min(at, bytes.length - 1)] ^= (byte) (1 << random.nextInt(8));
      return bytes;
    }
    int end = Math.min(bytes.length, at + 9);
    Arrays.fill(bytes, Math.min(at, end), end, (byte) 0xff);
    return bytes;
  }

  private String foreignKey() {
    return values.pick(
        List.of(
                "",
                "no/such/slot",
                "evil",
                "c-1",
                "c1000000000/0",
                "c0/-1",
                "\u0000",
                values.text(50_000))
            .stream()
            .map(key -> key + " is no key")
            .toList());
  }

  private String digest() {
    return random.nextBoolean() ? ForgedOrders.DIGEST : honest.base().digest();
  }
}
