package io.tributary.worker.state;

import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.files.PrivateFiles;
import io.tributary.schemas.files.PrivateFolder;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.settings.Failure;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The durable state of one client, in a folder of its own that one worker at a time may hold. Every
 * method throws a {@link Failure} that names the file and the fix when it cannot be read or
 * written.
 */
public final class ClientState implements AutoCloseable {
  private static final String EMBEDDINGS = "embeddings";

  private final Path folder;
  private final FileChannel lock;

  private ClientState(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens the client's folder {@code root/federation/client}, and holds it until closed.
   *
   * @throws Failure if another worker holds it, or it belongs to another user of the machine
   */
  public static ClientState open(Path root, String federation, ClientId client) {
    Path folder = root.resolve(federation).resolve(client.value());
    try {
      PrivateFolder.openParent(root);
      PrivateFolder.open(folder);
      FileChannel lock = PrivateFiles.open(folder.resolve("lock"));
      if (!locked(lock)) {
        lock.close();
        throw new Failure(
            Failure.Kind.DOMAIN,
            "STATE_LOCKED",
            "state folder " + folder + " is held by another worker of client " + client,
            "stop that worker, or give this one another --state-dir and --client");
      }
      return new ClientState(folder, lock);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.DOMAIN,
          "STATE_UNWRITABLE",
          "state folder " + folder + " cannot be used: " + e,
          "choose a --state-dir that this user may write",
          e);
    }
  }

  /** Whether the client has no state: it is new, or what it had is lost. */
  public static boolean isFresh(Path root, String federation, ClientId client) {
    return !Files.exists(root.resolve(federation).resolve(client.value()));
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // This very JVM holds it.
    }
  }

  /** The centroids of the client's slots, if they were saved for this base model. */
  public Optional<float[][]> centroids(String baseModel) {
    return vectors("slots", baseModel);
  }

  /** Saves the centroids of the client's slots. */
  public void saveCentroids(String baseModel, float[][] centroids) {
    saveVectors("slots", baseModel, centroids);
  }

  /** Names what embeddings are computed from. */
  public static String embeddingOrigin(String baseModel, int maxTokens, List<String> texts) {
    return Digests.ofText(baseModel + "\n" + maxTokens + "\n" + String.join("\n", texts));
  }

  /**
   * Embeddings that were saved for exactly this {@link #embeddingOrigin}: for this federation, or
   * for another one that the same client takes part in.
   *
   * @param damaged told what is wrong with a file that is done without
   */
  public Optional<float[][]> embeddings(String origin, Consumer<String> damaged) {
    Optional<float[][]> own = ownEmbeddings(origin, damaged);
    return own.isPresent() ? own : embeddingsOfOthers(origin);
  }

  /** A damaged file costs the time to compute them once more, and nothing else. */
  private Optional<float[][]> ownEmbeddings(String origin, Consumer<String> damaged) {
    try {
      return vectors(EMBEDDINGS, origin);
    } catch (Failure e) {
      if (!e.code().equals(StateFile.CORRUPT)) {
        throw e;
      }
      damaged.accept(e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<float[][]> embeddingsOfOthers(String origin) {
    Path root = folder.getParent().getParent();
    try (Stream<Path> federations = Files.list(root)) {
      return federations
          .sorted()
          .map(federation -> file(federation.resolve(folder.getFileName()), EMBEDDINGS))
          .flatMap(file -> ofOther(file, origin).stream())
          .findFirst();
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.DOMAIN,
          "STATE_UNREADABLE",
          "state folder " + root + " cannot be read: " + e,
          "let this user read it",
          e);
    }
  }

  private static Optional<float[][]> ofOther(StateFile file, String origin) {
    try {
      return vectors(file, origin);
    } catch (Failure unusable) {
      // The worker of that federation says so when it needs the file; we can do without.
      return Optional.empty();
    }
  }

  /** Saves embeddings, so that a restart need not compute them again. */
  public void saveEmbeddings(String origin, float[][] embeddings) {
    saveVectors(EMBEDDINGS, origin, embeddings);
  }

  /**
   * The client's key pair: made at the first call, the same from then on. Whoever reads its file
   * can speak for the client.
   */
  public ClientIdentity identity(SecureRandom random) {
    StateFile file = file("identity");
    Optional<byte[]> seed = file.read();
    if (seed.isEmpty()) {
      ClientIdentity made = ClientIdentity.generate(random);
      file.write(made.seed());
      return made;
    }
    try {
      return ClientIdentity.of(seed.get());
    } catch (IllegalArgumentException e) {
      throw file.corrupt(e.getMessage(), e);
    }
  }

  /** When the newest announcement was made; 1970 before any. */
  public Instant lastAnnounced() {
    StateFile file = file("announced");
    return file.read()
        .map(
            content ->
                checked(
                    file,
                    () ->
                        Instant.ofEpochMilli(
                            new DataInputStream(new ByteArrayInputStream(content)).readLong())))
        .orElse(Instant.EPOCH);
  }

  /** Saves when the newest announcement was made. */
  public void saveLastAnnounced(Instant at) {
    file("announced").write(ByteBuffer.allocate(Long.BYTES).putLong(at.toEpochMilli()).array());
  }

  /** What a slot has done. */
  public SlotState slot(int index) {
    StateFile file = file("slot-" + index);
    return file.read()
        .map(content -> checked(file, () -> SlotStateFormat.read(content)))
        .orElse(SlotState.FRESH);
  }

  /** Saves what a slot has done; when this returns, it survives a crash of the machine. */
  public void saveSlot(int index, SlotState state) {
    StateFile file = file("slot-" + index);
    file.write(checked(file, () -> SlotStateFormat.write(state)));
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.DOMAIN, "STATE_UNWRITABLE", "lock in " + folder + ": " + e, "", e);
    }
  }

  private Optional<float[][]> vectors(String name, String origin) {
    return vectors(file(name), origin);
  }

  private static Optional<float[][]> vectors(StateFile file, String origin) {
    return file.read()
        .filter(content -> checked(file, () -> Vectors.origin(content)).equals(origin))
        .map(content -> checked(file, () -> Vectors.read(content)));
  }

  private void saveVectors(String name, String origin, float[][] vectors) {
    StateFile file = file(name);
    file.write(checked(file, () -> Vectors.write(origin, vectors)));
  }

  private StateFile file(String name) {
    return file(folder, name);
  }

  private static StateFile file(Path folder, String name) {
    return new StateFile(folder.resolve(name + ".state"));
  }

  private interface Format<T> {
    T apply() throws IOException;
  }

  private static <T> T checked(StateFile file, Format<T> format) {
    try {
      return format.apply();
    } catch (IOException e) {
      throw file.corrupt(String.valueOf(e.getMessage()), e);
    }
  }
}
