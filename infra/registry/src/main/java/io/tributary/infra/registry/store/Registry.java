package io.tributary.infra.registry.store;

import io.tributary.broker.DirectoryLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins the book of schemas and its journal: a change is on the disk before any caller sees it. */
public final class Registry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Registry.class);

  /** The rule before a user sets another: new readers can read everything that was ever written. */
  private static final CompatibilityRule FIRST_RULE = CompatibilityRule.BACKWARD_TRANSITIVE;

  private final SchemaBook book;
  private final RegistryJournal journal;
  private final DirectoryLock lock;

  private Registry(SchemaBook book, RegistryJournal journal, DirectoryLock lock) {
    this.book = book;
    this.journal = journal;
    this.lock = lock;
  }

  /**
   * Opens the registry of a directory; that of an earlier release is imported.
   *
   * @throws IOException if it cannot be read or written
   * @throws IllegalStateException if another process uses it
   */
  public static Registry open(Path dir) throws IOException {
    DirectoryLock lock = lock(dir);
    try {
      EarlierRegistry.takeOver(dir);
      var book = new SchemaBook(FIRST_RULE);
      return new Registry(book, RegistryJournal.open(dir, change -> change.to(book)), lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static DirectoryLock lock(Path dir) throws IOException {
    try {
      return DirectoryLock.take(dir, "registry.lock")
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "the registry's data directory %s is locked by another running registry: stop it, or choose another directory"
                          .formatted(dir)));
    } catch (IOException e) {
      throw new IOException(
          "cannot write to the registry's data directory %s (%s): make it writable or choose another"
              .formatted(dir, e),
          e);
    }
  }

  /** Reads from the book, which does not change meanwhile. */
  public synchronized <T> T read(Function<SchemaBook, T> question) {
    return question.apply(book);
  }

  /** The changes that a caller's request causes, with its answer. */
  public record Outcome<T>(List<RegistryChange> changes, T answer) {}

  /**
   * Decides by the book, writes the changes, and applies them.
   *
   * @throws RegistryRefusal as {@code decision} does, or 50001 if the disk is full
   */
  public synchronized <T> T change(Function<SchemaBook, Outcome<T>> decision) {
    Outcome<T> outcome = decision.apply(book);
    if (!outcome.changes().isEmpty()) {
      try {
        journal.append(outcome.changes());
      } catch (IOException e) {
        LOG.atError().setCause(e).log("a change was not kept and not made");
        throw RegistryRefusal.store("the change could not be written: " + e.getMessage());
      }
      outcome.changes().forEach(change -> change.to(book));
    }
    return outcome.answer();
  }

  @Override
  public synchronized void close() throws IOException {
    journal.close();
    lock.close();
  }
}
