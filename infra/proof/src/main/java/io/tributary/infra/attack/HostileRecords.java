package io.tributary.infra.attack;

import io.tributary.infra.attack.TopicSamples.Sample;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.identity.SignedText;
import io.tributary.schemas.registry.SchemaSubject;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.SignedRecord;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateSeal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Draws hostile records from a seed. Records derived from honest ones go to the topics from which
 * the aggregator reads its input and its commands. All other topics get only records that are
 * obviously foreign: a credible forgery is valid there, and only the broker's access lists prevent
 * it.
 */
final class HostileRecords {
  /** The number of strangers' names; thousands would only fill the federation. */
  private static final int STRANGERS = 8;

  private static final int LARGE = 900_000;

  private final FederationSpec spec;
  private final TopicCatalogue topics;
  private final Codecs codecs;
  private final TopicSamples samples;
  private final SplittableRandom random;
  private final Map<String, RecordMutator> mutators = new HashMap<>();
  private final ClientIdentity stranger;

  HostileRecords(
      FederationSpec spec,
      TopicCatalogue topics,
      Codecs codecs,
      TopicSamples samples,
      SplittableRandom random) {
    this.spec = spec;
    this.topics = topics;
    this.codecs = codecs;
    this.samples = samples;
    this.random = random;
    for (SchemaSubject subject : SchemaSubject.of(topics)) {
      mutators.put(subject.topic(), new RecordMutator(subject.schema(), random));
    }
    byte[] seed = new byte[ClientIdentity.SEED_BYTES];
    random.nextBytes(seed);
    stranger = ClientIdentity.of(seed);
  }

  HostileRecord next() {
    TopicSpec topic = topics.all().get(random.nextInt(topics.all().size()));
    boolean read = isReadByTheAggregator(topic);
    if (read && samples.has(topic) && random.nextInt(4) > 0) {
      return likeHonest(topic);
    }
    return plain(topic);
  }

  private boolean isReadByTheAggregator(TopicSpec topic) {
    return List.of(
            topics.taskEmbeddings(),
            topics.adapterUpdates(),
            topics.updateChunks(),
            topics.updateRulings(),
            topics.clusterEvents(),
            topics.chunkEvents(),
            topics.workerReports())
        .contains(topic);
  }

  /** Returns a record derived from an honest record of the same topic. */
  private HostileRecord likeHonest(TopicSpec topic) {
    Sample sample = samples.draw(topic, random);
    byte[] value = mutators.get(topic.name()).mutate(sample.value());
    return switch (random.nextInt(8)) {
      case 0 -> HostileRecord.of("replayed", topic, sample.key(), sample.value());
      case 1 -> HostileRecord.of("under a foreign key", topic, key(), sample.value());
      case 2 ->
          HostileRecord.of("on a wrong partition", topic, sample.key(), sample.value())
              .onPartition(random.nextInt(topic.partitions()));
      case 3 -> HostileRecord.of("backdated", topic, sample.key(), value).at(time());
      case 4 -> stranger(topic, sample, value);
      case 5 ->
          HostileRecord.of("with a large header", topic, sample.key(), value).withHeaderOf(100_000);
      default -> HostileRecord.of("extreme field", topic, sample.key(), value);
    };
  }

  /**
   * Returns a record that the stranger signs with its own key: in a client's name, or in one of its
   * own.
   */
  private HostileRecord stranger(TopicSpec topic, Sample sample, byte[] mutated) {
    Optional<byte[]> signed = Optional.empty();
    if (topic.equals(topics.taskEmbeddings())) {
      signed =
          signed(codecs.taskEmbedding(), mutated, own -> own.signedBy(stranger, spec.federation()))
              .or(() -> named(sample));
    } else if (topic.equals(topics.adapterUpdates())) {
      signed =
          signed(
              codecs.updateManifest(), mutated, own -> own.signedBy(stranger, spec.federation()));
    } else if (topic.equals(topics.updateChunks())) {
      signed =
          decoded(codecs.updateChunk(), mutated)
              .map(chunk -> chunk.with(chunk.seal().map(seal -> forged(chunk, seal))))
              .map(codecs.updateChunk()::encode);
    }
    return HostileRecord.of("signed by a stranger", topic, sample.key(), signed.orElse(mutated));
  }

  /** Returns a seal that lists this chunk unchanged, correctly signed by the stranger. */
  private UpdateSeal forged(UpdateChunk chunk, UpdateSeal seal) {
    var digests = new ArrayList<>(seal.chunks());
    if (chunk.key().index() < digests.size()) {
      digests.set(chunk.key().index(), Digests.full(chunk.payload()));
    }
    SignedText text =
        UpdateSeal.text(
            spec.federation(), chunk.update(), chunk.key().cluster(), seal.manifest(), digests);
    return new UpdateSeal(seal.manifest(), digests, stranger.sign(text));
  }

  private Optional<byte[]> named(Sample sample) {
    return decoded(codecs.taskEmbedding(), sample.value())
        .map(known -> codecs.taskEmbedding().encode(known.signedBy(stranger, spec.federation())));
  }

  private static <T extends SignedRecord> Optional<byte[]> signed(
      RecordCodec<T> codec, byte[] bytes, UnaryOperator<T> signer) {
    return decoded(codec, bytes)
        .flatMap(
            record -> {
              try {
                return Optional.of(codec.encode(signer.apply(record)));
              } catch (IllegalArgumentException e) {
                // A record that cannot be signed is sent unsigned.
                return Optional.empty();
              }
            });
  }

  private static <T> Optional<T> decoded(RecordCodec<T> codec, byte[] bytes) {
    try {
      return Optional.of(codec.decode(bytes));
    } catch (UndecodableRecord e) {
      return Optional.empty();
    }
  }

  /** Returns a record that is obviously none of the topic's. */
  private HostileRecord plain(TopicSpec topic) {
    return switch (random.nextInt(8)) {
      case 0 -> HostileRecord.of("garbage", topic, key(), garbage(random.nextInt(2_000)));
      case 1 -> HostileRecord.of("empty", topic, key(), new byte[0]);
      case 2 -> HostileRecord.of("tombstone", topic, foreignKey(), null);
      case 3 -> HostileRecord.of("without a key", topic, null, garbage(40));
      case 4 -> HostileRecord.of("of another topic", topic, key(), otherTopics(topic));
      case 5 -> HostileRecord.of("of an unknown schema", topic, key(), unknownSchema());
      case 6 -> HostileRecord.of("cut short", topic, key(), cutShort(topic));
      default ->
          random.nextInt(8) == 0
              ? HostileRecord.of("of a megabyte", topic, key(), garbage(LARGE))
              : HostileRecord.of("under a large key", topic, garbage(20_000), garbage(9));
    };
  }

  private byte[] otherTopics(TopicSpec topic) {
    List<TopicSpec> others = new ArrayList<>(topics.all());
    others.removeIf(other -> other.equals(topic) || !samples.has(other));
    // Two topics may share a type of record.
    others.removeIf(
        other -> mutators.get(other.name()).schema().equals(mutators.get(topic.name()).schema()));
    return others.isEmpty()
        ? garbage(50)
        : samples.draw(others.get(random.nextInt(others.size())), random).value();
  }

  private byte[] cutShort(TopicSpec topic) {
    if (!samples.has(topic)) {
      return garbage(7);
    }
    byte[] whole = samples.draw(topic, random).value();
    return Arrays.copyOf(whole, random.nextInt(whole.length));
  }

  private byte[] unknownSchema() {
    return ByteBuffer.allocate(45)
        .put((byte) 0)
        .putInt(random.nextInt(100_000, Integer.MAX_VALUE))
        .put(garbage(40))
        .array();
  }

  private byte[] garbage(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] key() {
    return switch (random.nextInt(6)) {
      case 0 -> text("c0");
      case 1 -> text("c2147483647/0");
      case 2 -> text("stranger-" + random.nextInt(STRANGERS) + "/0");
      case 3 -> text("\u001b]0;owned\u0007c0");
      case 4 -> garbage(12);
      default -> text("no such key");
    };
  }

  /**
   * Returns a key that does not exist, because a tombstone under an existing key would be valid.
   */
  private byte[] foreignKey() {
    return switch (random.nextInt(4)) {
      case 0 -> text("nobody/9999");
      case 1 -> garbage(9);
      case 2 -> text("c999999999/1/0");
      default -> text("no such key");
    };
  }

  private long time() {
    long[] times = {
      0, 1, 1_136_073_600_000L, Long.MAX_VALUE, System.currentTimeMillis() + 3_000_000
    };
    return times[random.nextInt(times.length)];
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
