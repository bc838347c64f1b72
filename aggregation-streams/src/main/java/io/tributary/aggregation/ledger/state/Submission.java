package io.tributary.aggregation.ledger.state;

import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.update.UpdateManifest;
import java.util.Optional;

/**
 * An update as one author sent it. A stranger may send parts under any update's name: they wait
 * beside the client's own, and never mix with them.
 *
 * @param update its id
 * @param author key that its parts are signed with; empty where records are not signed
 */
public record Submission(UpdateId update, Optional<ClientKey> author)
    implements Comparable<Submission> {
  public static Submission of(UpdateManifest manifest) {
    return new Submission(manifest.id(), manifest.authorship().map(SignatureWithKey::key));
  }

  public static Submission of(ChunkInspected chunk) {
    return new Submission(chunk.update(), chunk.author());
  }

  /** Parses the result of {@link #toString}. */
  public static Submission parse(String text) {
    int space = text.indexOf(' ');
    return space < 0
        ? new Submission(UpdateId.parse(text), Optional.empty())
        : new Submission(
            UpdateId.parse(text.substring(0, space)),
            Optional.of(new ClientKey(text.substring(space + 1))));
  }

  private String authorText() {
    return author.map(ClientKey::hex).orElse("");
  }

  @Override
  public int compareTo(Submission other) {
    int byUpdate = update.compareTo(other.update);
    return byUpdate == 0 ? authorText().compareTo(other.authorText()) : byUpdate;
  }

  /** Returns {@code client/0#7}, and after a space the author's key. */
  @Override
  public String toString() {
    return author.map(key -> update + " " + key).orElseGet(update::toString);
  }
}
