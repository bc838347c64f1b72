package io.tributary.schemas.natives;

import io.tributary.schemas.files.PrivateFiles;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where DJL unpacks PyTorch and the tokenizers: some 450 MB, once for all processes of a user. It
 * trusts what it finds there, so that nobody else may have put it there.
 */
final class EngineCache {
  private static final Logger LOG = LoggerFactory.getLogger(EngineCache.class);

  /** DJL's own names for it, as environment variables and as system properties. */
  private static final String PROPERTY = "DJL_CACHE_DIR";

  private static final List<String> ASKED = List.of("ENGINE_CACHE_DIR", PROPERTY);

  /** What we set, which is no choice of the user's. */
  private static String ours = ""; // guarded by the class

  private EngineCache() {}

  /**
   * Leaves the user's choice and DJL's usual folder as they are if they are safe; otherwise takes
   * one in {@code base}.
   *
   * @throws Failure NATIVE_DIR_UNUSABLE if the user's choice is not safe
   */
  static synchronized void choose(Map<String, String> environment, Path base) {
    forgetOurs();
    for (String name : ASKED) {
      String asked = environment.getOrDefault(name, System.getProperty(name, ""));
      if (!asked.isEmpty()) {
        refusal(Path.of(asked), base).ifPresent(why -> refuse(name, why));
        return;
      }
    }
    Path home = Path.of(System.getProperty("user.home"));
    Optional<String> why =
        Files.isWritable(home)
            ? refusal(home.resolve(".djl.ai"), base)
            : Optional.of(home + " cannot be written");
    why.ifPresent(
        text -> {
          Path instead = base.resolve("engines");
          LOG.debug("PyTorch is unpacked in {}: {}", instead, text);
          ours = instead.toString();
          System.setProperty(PROPERTY, ours);
        });
  }

  private static void forgetOurs() {
    if (!ours.isEmpty() && ours.equals(System.getProperty(PROPERTY))) {
      System.clearProperty(PROPERTY);
    }
    ours = "";
  }

  /** Why libraries must not be loaded from a folder, which is created if it is missing. */
  private static Optional<String> refusal(Path folder, Path base) {
    try {
      PrivateFiles.createFolders(folder);
      return MountTable.read().forbidsPrograms(folder.toRealPath())
          ? Optional.of(folder + " is on a file system that is mounted noexec")
          : ForeignFiles.first(folder, Files.getOwner(base));
    } catch (IOException e) {
      return Optional.of(folder + " cannot be read and written: " + e);
    }
  }

  private static void refuse(String name, String why) {
    throw new Failure(
        Failure.Kind.CONFIGURATION,
        "NATIVE_DIR_UNUSABLE",
        name + " must be a folder to load native libraries from: " + why,
        "Let it name a folder of your own where programs may run, or leave it out.");
  }
}
