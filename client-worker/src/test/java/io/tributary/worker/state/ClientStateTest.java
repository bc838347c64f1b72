package io.tributary.worker.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.settings.Failure;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ClientStateTest {
  private static final ClientId CLIENT = new ClientId("ada");
  private static final OutgoingUpdate UPDATE =
      new OutgoingUpdate(
          "c3",
          new byte[] {1, 2, 3},
          List.of(
              new OutgoingUpdate.Chunk("c3/0", new byte[] {4}),
              new OutgoingUpdate.Chunk("c3/1", new byte[0])));

  private static final SlotMemory MEMORY =
      SlotMemory.in(new ClusterId(3))
          .with("offset", new float[] {1, -0f, Float.MIN_VALUE})
          .with("eta", 0.1);

  @TempDir Path root;

  /** As they were written before slots remembered anything. */
  @Test
  void filesOfTheFirstFormatAreRead() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(1);
      out.writeLong(5);
      out.writeInt(1);
      out.writeInt(3);
      out.writeInt(7);
      out.writeBoolean(false);
    }
    SlotState found = SlotStateFormat.read(bytes.toByteArray());
    assertThat(found.sequence()).isEqualTo(5);
    assertThat(found.trainedBase(new ClusterId(3))).isEqualTo(7);
    assertThat(found.memory()).isEqualTo(SlotMemory.EMPTY);
  }

  @Test
  void remembersWhatASlotHasDone() {
    SlotState done = SlotState.FRESH.trained(new ClusterId(3), 7, UPDATE, MEMORY);
    try (var state = open()) {
      assertThat(state.slot(0)).isEqualTo(SlotState.FRESH);
      state.saveSlot(0, done);
    }

    try (var state = open()) {
      SlotState found = state.slot(0);
      assertThat(found.sequence()).isEqualTo(1);
      assertThat(found.trainedBase(new ClusterId(3))).isEqualTo(7);
      assertThat(found.trainedBase(new ClusterId(4))).isEqualTo(-1);
      assertThat(found.unsent().orElseThrow()).usingRecursiveComparison().isEqualTo(UPDATE);
      assertThat(found.sent().unsent()).isEmpty();
      assertThat(found.memory()).isEqualTo(MEMORY).isEqualTo(found.sent().memory());
      assertThat(found.memory().vector("offset", 3)).isPresent();
      assertThat(found.memory().vector("offset", 4)).isEmpty();
      assertThat(state.slot(1)).isEqualTo(SlotState.FRESH);
    }
  }

  @Test
  void remembersVectorsForTheirOriginOnly() {
    float[][] centroids = {{1, 2}, {3, Float.MIN_VALUE}};
    try (var state = open()) {
      state.saveCentroids("base@1", centroids);

      assertThat(state.centroids("base@1").orElseThrow()).isDeepEqualTo(centroids);
      assertThat(state.centroids("base@2")).isEmpty();
      assertThat(state.embeddings("any", why -> {})).isEmpty();
    }
  }

  @Test
  void embeddingsOfOneFederationServeTheClientInAnother() {
    float[][] embeddings = {{1, 2}};
    try (var state = open()) {
      state.saveEmbeddings("origin", embeddings);
    }

    try (var other = ClientState.open(root, "g", CLIENT)) {
      assertThat(other.embeddings("origin", why -> {}).orElseThrow()).isDeepEqualTo(embeddings);
      assertThat(other.embeddings("other", why -> {})).isEmpty();
    }
    try (var stranger = ClientState.open(root, "g", new ClientId("bob"))) {
      assertThat(stranger.embeddings("origin", why -> {})).isEmpty();
    }
  }

  @Test
  void damagedEmbeddingsAreDoneWithoutAndReplaced() throws IOException {
    try (var state = open()) {
      state.saveEmbeddings("origin", new float[][] {{1, 2}});
    }
    Files.write(root.resolve("f/ada/embeddings.state"), new byte[] {1, 2});

    try (var other = ClientState.open(root, "g", CLIENT)) {
      assertThat(other.embeddings("origin", why -> {})).isEmpty();
    }
    try (var state = open()) {
      assertThat(state.embeddings("origin", why -> {})).isEmpty();
      state.saveEmbeddings("origin", new float[][] {{3, 4}});
      assertThat(state.embeddings("origin", why -> {}).orElseThrow())
          .isDeepEqualTo(new float[][] {{3, 4}});
    }
  }

  @Test
  void aChangedByteIsNoticedAndTheFileNamed() throws IOException {
    Path file = root.resolve("f/ada/slot-0.state");
    try (var state = open()) {
      state.saveSlot(0, SlotState.FRESH.trained(new ClusterId(0), 0, UPDATE, MEMORY));
    }
    try (var state = open()) {
      byte[] bytes = Files.readAllBytes(file);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i]++;
        Files.write(file, bytes);
        assertThatThrownBy(() -> state.slot(0))
            .isInstanceOf(Failure.class)
            .hasMessageStartingWith("state file " + file);
        bytes[i]--;
      }
    }
  }

  @Test
  void aTruncatedFileIsNoticed() throws IOException {
    Path file = root.resolve("f/ada/slot-0.state");
    try (var state = open()) {
      state.saveSlot(0, SlotState.FRESH);
    }
    Files.write(file, new byte[] {1, 2});
    try (var state = open()) {
      assertThatThrownBy(() -> state.slot(0))
          .hasMessage("state file " + file + " is not a state file of 2 bytes");
    }
  }

  @Test
  void aHalfWrittenReplacementChangesNothing() throws IOException {
    try (var state = open()) {
      state.saveSlot(0, SlotState.FRESH.trained(new ClusterId(0), 4, UPDATE, MEMORY));
    }
    Files.write(root.resolve("f/ada/slot-0.state.new"), new byte[] {1, 2});
    try (var state = open()) {
      assertThat(state.slot(0).trainedBase(new ClusterId(0))).isEqualTo(4);
    }
  }

  /** Written here or read before: in both cases the file is not opened again. */
  @Test
  void whatItWroteOrReadItKeeps() throws IOException {
    SlotState done = SlotState.FRESH.trained(new ClusterId(0), 4, UPDATE, MEMORY);
    Path file = root.resolve("f/ada/slot-0.state");
    try (var state = open()) {
      assertThat(state.slot(0)).isEqualTo(SlotState.FRESH);
      state.saveSlot(0, done);
      byte[] written = Files.readAllBytes(file);
      Files.delete(file);
      assertThat(state.slot(0)).isSameAs(done);
      Files.write(file, written);
    }
    try (var state = open()) {
      SlotState read = state.slot(0);
      assertThat(read.trainedBase(new ClusterId(0))).isEqualTo(4);
      Files.delete(file);
      assertThat(state.slot(0)).isSameAs(read);
    }
  }

  /** The move may have happened before the failure: only the file knows. */
  @Test
  void afterAWriteThatFailedTheFileDecides() throws IOException {
    SlotState done = SlotState.FRESH.trained(new ClusterId(0), 4, UPDATE, MEMORY);
    Path file = root.resolve("f/ada/slot-0.state");
    try (var state = open()) {
      state.saveSlot(0, done.sent());
      byte[] sent = Files.readAllBytes(file);
      state.saveSlot(0, done);
      Files.createDirectory(root.resolve("f/ada/slot-0.state.new"));
      assertThatThrownBy(() -> state.saveSlot(0, done.sent())).isInstanceOf(Failure.class);
      Files.write(file, sent);
      assertThat(state.slot(0).unsent()).isEmpty();
    }
  }

  @Test
  void aDiskThatTakesNothingLeavesTheOldStateAndNamesTheFile() throws IOException {
    Path file = root.resolve("f/ada/slot-0.state");
    SlotState done = SlotState.FRESH.trained(new ClusterId(0), 4, UPDATE, MEMORY);
    try (var state = open()) {
      state.saveSlot(0, done);
      // In the way of what is written first, as a full disk would be.
      Files.createDirectory(root.resolve("f/ada/slot-0.state.new"));

      assertThatThrownBy(() -> state.saveSlot(0, done.sent()))
          .isInstanceOfSatisfying(
              Failure.class,
              failure -> {
                assertThat(failure.code()).isEqualTo("STATE_UNWRITABLE");
                assertThat(failure.hint()).contains("Free disk space");
              })
          .hasMessageStartingWith("state file " + file + " cannot be written");
      assertThat(state.slot(0).trainedBase(new ClusterId(0))).isEqualTo(4);
      assertThat(state.slot(0).unsent()).isPresent();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseMayLookIntoTheFolderAlsoOneOfAnOlderVersion() throws IOException {
    try (var state = open()) {
      state.saveEmbeddings("origin", new float[][] {{1}});
      state.saveSlot(0, SlotState.FRESH);
      state.identity(new SecureRandom());
    }
    assertThat(root.resolve("f/ada/identity.state")).isNotEmptyFile();
    assertThat(openToOthers()).isEmpty();
    Path embeddings = root.resolve("f/ada/embeddings.state");
    Set<PosixFilePermission> wide = PosixFilePermissions.fromString("rwxrwxr-x");
    Files.setPosixFilePermissions(embeddings, wide);
    Files.setPosixFilePermissions(embeddings.getParent(), wide);
    Files.createFile(root.resolve("f/ada/slot-0.state.new"));
    Files.setPosixFilePermissions(root.resolve("f/ada/slot-0.state.new"), wide);

    try (var state = open()) {
      assertThat(openToOthers()).isEmpty();
      state.saveSlot(0, SlotState.FRESH);
    }
    assertThat(openToOthers()).isEmpty();
  }

  private List<Path> openToOthers() throws IOException {
    Set<PosixFilePermission> owners = PosixFilePermissions.fromString("rwx------");
    try (Stream<Path> all = Files.walk(root.resolve("f"))) {
      List<Path> open = new ArrayList<>();
      for (Path path : all.toList()) {
        if (!owners.containsAll(Files.getPosixFilePermissions(path))) {
          open.add(path);
        }
      }
      return open;
    }
  }

  @Test
  void twoWorkersCannotHoldOneClient() {
    try (var first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(Failure.class)
          .hasMessage(
              "state folder "
                  + root.resolve("f/ada")
                  + " is held by another worker of"
                  + " client ada");
      assertThat(first.slot(0)).isEqualTo(SlotState.FRESH);
    }
    open().close();
  }

  private ClientState open() {
    return ClientState.open(root, "f", CLIENT);
  }
}
