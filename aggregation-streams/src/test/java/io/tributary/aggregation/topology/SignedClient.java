package io.tributary.aggregation.topology;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.RecordSigner;
import io.tributary.schemas.update.SealedUpdate;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a worker with a key sends for its only slot.
 *
 * @param client that it says to be
 * @param identity that it signs with
 */
record SignedClient(FakeClient client, ClientIdentity identity) {

  /** A client of ten rows with a key that the seed makes. */
  static SignedClient of(FederationSpec spec, String name, int seed) {
    byte[] bytes = new byte[ClientIdentity.SEED_BYTES];
    Arrays.fill(bytes, (byte) seed);
    return new SignedClient(FakeClient.of(spec, name, 0, 1, 10), ClientIdentity.of(bytes));
  }

  TaskEmbedding embedding(float... centroid) {
    return client.embedding(centroid).signedBy(identity, federation());
  }

  /** The same, computed at another time. */
  TaskEmbedding embeddingAt(Instant computedAt, float... centroid) {
    TaskEmbedding now = client.embedding(centroid);
    return new TaskEmbedding(
            now.slot(),
            now.clientSlots(),
            now.baseModel(),
            now.samples(),
            now.centroid(),
            now.spread(),
            computedAt)
        .signedBy(identity, federation());
  }

  FakeClient.Update update(long sequence, AdapterVersion base, float value) {
    float[] delta = new float[client.spec().layout().parameters()];
    Arrays.fill(delta, value);
    return sealed(client.update(sequence, base, 1, delta));
  }

  /** The same update under this client's seal. */
  FakeClient.Update sealed(FakeClient.Update plain) {
    SealedUpdate sealed =
        new RecordSigner(Optional.of(identity), federation()).seal(plain.manifest());
    return new FakeClient.Update(
        sealed.manifest(), plain.chunks().stream().map(sealed::seal).toList());
  }

  private String federation() {
    return client.spec().federation();
  }
}
