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
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The durable state of one client, in a folder of its own that one worker at a time may hold. Every
 * method throws a {@link Failure} that names the file and the fix when it cannot be read or
 * written.
 *
 * <p>What a slot has done is read from its file once, and kept: the lock rules out that another
 * process writes it. The heap holds it softly, so that the states of many slots cost no more than
 * there is room for.
 */
public final class ClientState implements AutoCloseable {
  private static final String EMBEDDINGS = "embeddings";

  private final Path folder;
  private final FileChannel lock;
  private final Map<Integer, SoftReference<SlotState>> keptSlots = new ConcurrentHashMap<>();

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
            "Stop that worker, or give this one another --state-dir and --client.");
      }
      return new ClientState(folder, lock);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.DOMAIN,
          "STATE_UNWRITABLE",
          "state folder " + folder + " cannot be used: " + e,
          "Choose a --state-dir that this user may write.",
          e);
    }
  }

  /** Returns whether the client has no state: it is new, or its state is lost. */
  public static boolean isFresh(Path root, String federation, ClientId client) {
    return !Files.exists(root.resolve(federation).resolve(client.value()));
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // This very JVM holds the lock.
    }
  }

  /** Returns the centroids of the client's slots, if they were saved for this base model. */
  public Optional<float[][]> centroids(String baseModel) {
    return vectors("slots", baseModel);
  }

  /** Saves the centroids of the client's slots. */
  public void saveCentroids(String baseModel, float[][] centroids) {
    saveVectors("slots", baseModel, centroids);
  }

  /** Returns a digest of everything that embeddings are computed from. */
  public static String embeddingOrigin(String baseModel, int maxTokens, List<String> texts) {
    return Digests.ofText(baseModel + "\n" + maxTokens + "\n" + String.join("\n", texts));
  }

  /**
   * Returns embeddings that were saved for exactly this {@link #embeddingOrigin}: for this
   * federation, or for another one that the same client takes part in.
   *
   * @param damaged receives what is wrong with a file that is ignored
   */
  public Optional<float[][]> embeddings(String origin, Consumer<String> damaged) {
    Optional<float[][]> own = ownEmbeddings(origin, damaged);
    return own.isPresent() ? own : embeddingsOfOthers(origin);
  }

  /**
   * Returns this federation's saved embeddings. A damaged file costs only the time to compute them
   * once more.
   */
  private Optional<float[][]> ownEmbeddings(String origin, Consumer<String> damaged) {
    try {
      return vectors(EMBEDDINGS, origin);
    } catch (Failure e) {
      if (!e.code().equals(AtomicStateFile.CORRUPT)) {
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
          "Let this user read it.",
          e);
    }
  }

  private static Optional<float[][]> ofOther(AtomicStateFile file, String origin) {
    try {
      return vectors(file, origin);
    } catch (Failure unusable) {
      // The worker of that federation reports a damaged file when it needs it; this one can ignore
      // it.
      return Optional.empty();
    }
  }

  /** Saves embeddings, so that a restart need not compute them again. */
  public void saveEmbeddings(String origin, float[][] embeddings) {
    saveVectors(EMBEDDINGS, origin, embeddings);
  }

  /**
   * Returns the client's key pair, which is created at the first call and kept from then on. A
   * program that can read its file can sign for the client.
   */
  public ClientIdentity identity(SecureRandom random) {
    AtomicStateFile file = file("identity");
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

  /** Returns when the newest announcement was made; 1970 before any. */
  public Instant lastAnnounced() {
    AtomicStateFile file = file("announced");
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

  /** Returns the state of a slot. */
  public SlotState slot(int index) {
    SoftReference<SlotState> kept = keptSlots.get(index);
    SlotState known = kept == null ? null : kept.get();
    if (known != null) {
      return known;
    }
    AtomicStateFile file = slotFile(index);
    SlotState read =
        file.read()
            .map(content -> checked(file, () -> SlotStateFormat.read(content)))
            .orElse(SlotState.FRESH);
    keptSlots.put(index, new SoftReference<>(read));
    return read;
  }

  /** Saves the state of a slot; when this returns, it survives a crash of the machine. */
  public void saveSlot(int index, SlotState state) {
    AtomicStateFile file = slotFile(index);
    // A write that fails leaves the old file or the new one: the next reader finds out which.
    keptSlots.remove(index);
    file.write(checked(file, () -> SlotStateFormat.write(state)));
    keptSlots.put(index, new SoftReference<>(state));
  }

  private AtomicStateFile slotFile(int index) {
    return file("slot-" + index);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.DOMAIN,
          "STATE_UNWRITABLE",
          "lock in " + folder + ": " + e,
          "Check the disk.",
          e);
    }
  }

  private Optional<float[][]> vectors(String name, String origin) {
    return vectors(file(name), origin);
  }

  private static Optional<float[][]> vectors(AtomicStateFile file, String origin) {
    return file.read()
        .filter(content -> checked(file, () -> VectorCodec.origin(content)).equals(origin))
        .map(content -> checked(file, () -> VectorCodec.read(content)));
  }

  private void saveVectors(String name, String origin, float[][] vectors) {
    AtomicStateFile file = file(name);
    file.write(checked(file, () -> VectorCodec.write(origin, vectors)));
  }

  private AtomicStateFile file(String name) {
    return file(folder, name);
  }

  private static AtomicStateFile file(Path folder, String name) {
    return new AtomicStateFile(folder.resolve(name + ".state"));
  }

  private interface Format<T> {
    T apply() throws IOException;
  }

  private static <T> T checked(AtomicStateFile file, Format<T> format) {
    try {
      return format.apply();
    } catch (IOException e) {
      throw file.corrupt(String.valueOf(e.getMessage()), e);
    }
  }
}
