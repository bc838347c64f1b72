package io.tributary.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class SlicingDecoderTest {

  /** Wherever the bytes lie, however short the record. */
  @Property
  void bytesAreAWindowOfTheRecord(
      @ForAll @Size(max = 9) byte[] before,
      @ForAll @Size(max = 40) byte[] payload,
      @ForAll int after)
      throws IOException {
    var out = new ByteArrayOutputStream();
    out.writeBytes(before);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    encoder.writeString("client-1/0#7");
    encoder.writeBytes(payload);
    encoder.writeInt(after);
    encoder.flush();
    byte[] record = out.toByteArray();

    var decoder = new SlicingDecoder(record, before.length);
    assertThat(decoder.readString()).isEqualTo("client-1/0#7");
    ByteBuffer read = decoder.readBytes(null);
    assertThat(decoder.readInt()).isEqualTo(after);

    assertThat(read).isEqualTo(ByteBuffer.wrap(payload));
    int at = read.arrayOffset();
    record[at < record.length ? at : 0]++;
    assertThat(read.remaining() > 0 && read.equals(ByteBuffer.wrap(payload))).isFalse();
  }

  @Test
  void lengthsBeyondTheRecordAreNotBelieved() throws IOException {
    var out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    encoder.writeLong(4);
    out.writeBytes(new byte[3]);

    assertThatThrownBy(() -> new SlicingDecoder(out.toByteArray(), 0).readBytes(null))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("length 4");
  }
}
