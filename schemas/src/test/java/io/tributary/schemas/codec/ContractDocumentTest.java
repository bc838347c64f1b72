package io.tributary.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.contract.ContractKey;
import io.tributary.schemas.contract.ContractKeys;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.FederationName;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.registry.SchemaSubject;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.PayloadEncoding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code CONTRACT.md} says to clients in other languages is so. */
class ContractDocumentTest {
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(
          4, 16, List.of(new TargetModule("layer.0", 16, 16), new TargetModule("layer.1", 16, 8)));

  private final String text = read();

  private static String read() {
    try {
      return Files.readString(Path.of("CONTRACT.md"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theExampleOfDigests() {
    assertThat(LAYOUT.parameters()).isEqualTo(224);
    assertThat(text).contains(LAYOUT.fullDigest(), "has 224 values in one chunk");
    assertThat(text).contains("196,608 values").contains("at most 2^29");
    assertThat(AdapterChunks.FLOATS).isEqualTo(196_608);
    assertThat(AdapterLayout.MAX_PARAMETERS).isEqualTo(1 << 29);
  }

  @Test
  void theExampleOfVersionZero() {
    byte[] payload = AdapterChunks.encode(initial(), 0);
    String digest = AdapterChunks.digestOf(AdapterChunks.digests(initial()));
    assertThat(text)
        .contains(HexFormat.of().formatHex(payload, 0, 16))
        .contains(AdapterChunks.digests(initial()).get(0))
        .contains("`c0@0.0-" + digest + "`");
  }

  @Test
  void theExampleOfASignature() {
    byte[] seed = new byte[ClientIdentity.SEED_BYTES];
    for (int i = 0; i < seed.length; i++) {
      seed[i] = (byte) i;
    }
    ClientIdentity identity = ClientIdentity.of(seed);
    var manifest =
        new UpdateManifest(
            UpdateId.parse("ward/0#7"),
            AdapterVersion.parse("c0@1.2-946f2a3dea85a205"),
            1,
            LAYOUT.fullDigest(),
            10,
            Instant.ofEpochMilli(1_796_059_200_000L),
            PayloadEncoding.FLOAT32,
            AdapterChunks.digests(initial()),
            1.5,
            new TrainingSummary(1, 1.0, 0.5, 0, 0));
    byte[] signature = identity.sign(manifest.signedText("clinics")).signature();

    assertThat(text)
        .contains(identity.key().hex())
        .contains("`" + manifest.digest("clinics") + "`")
        .contains("`" + Digests.full(manifest.signedText("clinics").toString()) + "`")
        .contains("`" + HexFormat.of().formatHex(signature, 0, 16) + "`");
  }

  @Test
  void theTableOfTopics() {
    var topics = new TopicCatalogue("F", 4);
    Set<String> rows = new TreeSet<>();
    Matcher row =
        Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\w+) \\| .*? \\| (1|P) \\| (\\w+) \\|")
            .matcher(text);
    while (row.find()) {
      rows.add(String.join(" ", row.group(1), row.group(2), row.group(3), row.group(4)));
    }
    var schemas =
        SchemaSubject.of(topics).stream()
            .collect(Collectors.toMap(SchemaSubject::topic, subject -> subject.schema().getName()));
    Set<String> expected = new TreeSet<>();
    for (TopicSpec topic : topics.all()) {
      expected.add(
          String.join(
              " ",
              topic.name().substring(2),
              schemas.get(topic.name()),
              topic.partitions() == 1 ? "1" : "P",
              topic.cleanup().name().toLowerCase(Locale.ROOT)));
    }
    assertThat(rows).isEqualTo(expected);
    assertThat(text).contains("%,d bytes".formatted(TopicSpec.LARGEST_RECORD_BYTES));
    assertThat(text).contains("1 to " + FederationName.MAX_LENGTH + " characters");
  }

  @Test
  void everyReasonHasItsLine() {
    Set<String> named = new HashSet<>();
    Matcher row = Pattern.compile("(?m)^\\| (`[A-Z_`, ]+) \\| (R| ?)").matcher(text);
    while (row.find()) {
      Arrays.stream(row.group(1).split("[`, ]+", -1))
          .filter(word -> !word.isEmpty())
          .forEach(named::add);
    }
    assertThat(named)
        .containsAll(
            Arrays.stream(RejectReason.values())
                .filter(reason -> reason != RejectReason.NONE)
                .map(Enum::name)
                .toList());
  }

  /** Section 4 lists what is changeable besides whole sections. */
  @Test
  void whatMayChange() {
    Set<String> changeable =
        ContractKeys.list().stream()
            .filter(ContractKey::changeable)
            .map(key -> key.section().equals("clustering") ? key.key() : key.section())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(changeable)
        .containsExactly(
            "join-factor", "membership", "new-cluster-slots", "outlier-share", "window");
    assertThat(text)
        .contains("May change: `joinFactor`, `newClusterSlots` and `outlierShare` of `clustering`;")
        .contains("all of `window` and of `membership`; `revision`");
  }

  private static float[] initial() {
    return LoraAdapter.initial(LAYOUT, 7).values();
  }
}
