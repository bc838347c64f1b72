package io.tributary.schemas.natives;

import io.tributary.schemas.files.PrivateFiles;
import io.tributary.schemas.files.PrivateFolder;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder where this process unpacks native libraries, and the libraries that are told of it:
 * RocksDB, zstd, snappy, the signatures' provider, and PyTorch with its tokenizers, which are far
 * larger and stay for the next process.
 */
public final class NativeFolder {
  /** Environment variable that names the folder, before all others. */
  public static final String VARIABLE = "TRIBUTARY_NATIVE_DIR";

  /**
   * Name of the folder below a state folder, where others are called after federations and clients:
   * none of these can have this name.
   */
  public static final String NAME = "native~";

  /** System property by which a process tells its children; no user needs it. */
  static final String PROPERTY = "tributary.natives";

  /** What Kafka's compressions are told; lz4 has an implementation in Java. */
  private static final List<String> COMPRESSION =
      List.of("ZstdTempFolder", "org.xerial.snappy.tempdir");

  private static final List<String> OTHERS =
      List.of("java.io.tmpdir", "com.amazon.corretto.crypto.provider.tmpdir", "jna.tmpdir");

  private static final Path SYSTEM_TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  /** By who started this process. */
  private static final Optional<Path> TOLD =
      Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);

  private static boolean prepared; // guarded by the class
  private static ScratchFolder scratch; // guarded by the class
  private static List<String> refused = List.of(); // guarded by the class

  private NativeFolder() {}

  /**
   * Chooses the folder: before any native library is loaded, and the last call counts. The first
   * that can be used is taken of: the one that was told, {@code ours}, the user's cache, and the
   * system's temporary folder.
   *
   * @param environment of the process
   * @param ours below the state folder of the process, if it has one
   * @throws Failure NATIVE_DIR_UNUSABLE if the one that the environment names, there or for the
   *     machine learning libraries, cannot be used; if no other can, {@link #path} says so to who
   *     needs it
   */
  public static synchronized void prepare(Map<String, String> environment, Optional<Path> ours) {
    prepared = true;
    String asked = environment.getOrDefault(VARIABLE, "");
    List<String> refusals = new ArrayList<>();
    Optional<Path> base = Optional.empty();
    if (!asked.isEmpty()) {
      base = use(Path.of(asked), refusals);
      if (base.isEmpty()) {
        throw failure(refusals, "Set " + VARIABLE + " to a folder of your own.");
      }
    }
    for (Path candidate : candidates(environment, ours)) {
      base = base.isPresent() ? base : use(candidate, refusals);
    }
    refused = base.isPresent() ? List.of() : List.copyOf(refusals);
    base.ifPresent(used -> EngineCache.choose(environment, used));
  }

  /** Chooses again, now that there is a state folder; only in a process that has chosen before. */
  public static synchronized void prefer(Map<String, String> environment, Path ours) {
    if (prepared) {
      prepare(environment, Optional.of(ours));
    }
  }

  private static List<Path> candidates(Map<String, String> environment, Optional<Path> ours) {
    List<Path> candidates = new ArrayList<>();
    TOLD.ifPresent(candidates::add);
    ours.map(Path::toAbsolutePath).ifPresent(candidates::add);
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        cache.startsWith("/") ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
    candidates.add(caches.resolve("tributary"));
    // Whoever prepares it for us is refused, since it is his.
    candidates.add(SYSTEM_TEMPORARY.resolve("tributary-" + System.getProperty("user.name")));
    return candidates;
  }

  /** The folder itself, if it serves; otherwise adds why not. */
  private static Optional<Path> use(Path base, List<String> refusals) {
    try {
      Optional<String> refusal = refusal(base);
      if (refusal.isPresent()) {
        refusals.add(refusal.get());
        return Optional.empty();
      }
      ScratchFolder before = scratch;
      scratch = ScratchFolder.below(base);
      if (before != null) {
        before.close();
      }
      COMPRESSION.forEach(name -> System.setProperty(name, scratch.path().toString()));
      OTHERS.forEach(name -> System.setProperty(name, scratch.path().toString()));
      System.setProperty(PROPERTY, base.toString());
      return Optional.of(base);
    } catch (IOException e) {
      refusals.add(base + " cannot be written: " + e);
      return Optional.empty();
    }
  }

  /** Why libraries must not be loaded from a folder, which is created if it is missing. */
  private static Optional<String> refusal(Path folder) throws IOException {
    PrivateFiles.createFolders(folder);
    if (MountTable.read().forbidsPrograms(folder.toRealPath())) {
      return Optional.of(folder + " is on a file system that is mounted noexec");
    }
    try {
      PrivateFolder.open(folder);
    } catch (Failure foreign) {
      return Optional.of(foreign.getMessage());
    }
    return Optional.empty();
  }

  private static Failure failure(List<String> refusals, String hint) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "NATIVE_DIR_UNUSABLE",
        "no folder to load native libraries from: " + String.join("; ", refusals),
        hint);
  }

  /**
   * Where a library is to be unpacked; empty if nothing was prepared, as in tests.
   *
   * @throws Failure NATIVE_DIR_UNUSABLE if no folder can be used
   */
  public static synchronized Optional<Path> path() {
    if (!refused.isEmpty()) {
      throw failure(
          refused, "Set " + VARIABLE + " to a folder of your own where programs may run.");
    }
    return Optional.ofNullable(scratch).map(ScratchFolder::path);
  }

  /** The system's temporary folder, for what is to stay when this process has ended. */
  public static Path systemTemporary() {
    return SYSTEM_TEMPORARY;
  }

  /**
   * Flags of a JVM that this process starts: it chooses the same folder, and one that never
   * chooses, as the broker, has this process's own for what it cannot do without.
   */
  public static synchronized List<String> flags() {
    if (scratch == null) {
      return List.of();
    }
    List<String> flags = new ArrayList<>();
    flags.add("-D" + PROPERTY + "=" + System.getProperty(PROPERTY));
    COMPRESSION.forEach(name -> flags.add("-D" + name + "=" + scratch.path()));
    return flags;
  }

  /** Removes what this process unpacked for itself, as the last thing that it does. */
  public static synchronized void leave() {
    if (scratch != null) {
      scratch.close();
      scratch = null;
    }
  }
}
