// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.LogCapture;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;

/**
 * The service file of the tests lists a class that does not exist, a good one and a failing one.
 */
class BlobUploadersTest {

  private static final String NAMES = "[failing, recording]";

  private final Map<String, String> variables = new HashMap<>();
  private final EnvironmentSettings environment =
      new EnvironmentSettings(name -> null, variables::get);

  @Test
  void findsNoneUnlessNamed() {
    assertThat(config().blobUploader()).isNull();
  }

  @Test
  void sharesOneInstancePerName() {
    variables.put(BlobUploaders.VARIABLE, "recording");

    BlobUploader uploader = config().blobUploader();

    assertThat(uploader).isInstanceOf(RecordingUploader.class);
    assertThat(config().blobUploader()).isSameAs(uploader);
  }

  @Test
  void codeBeatsEnvironment() {
    variables.put(BlobUploaders.VARIABLE, "recording");
    BlobUploader other = blob -> null;

    assertThat(new TraceConfigBuilder(environment).blobUploader(other).build().blobUploader())
        .isSameAs(other);
    assertThat(new TraceConfigBuilder(environment).blobUploader(null).build().blobUploader())
        .isNull();
  }

  @Test
  void warnsOnceOfUnknownName() {
    variables.put(BlobUploaders.VARIABLE, "unknown");
    try (LogCapture log = LogCapture.of(TraceConfig.class)) {
      assertThat(config().blobUploader()).isNull();
      assertThat(config().blobUploader()).isNull();

      assertThat(log.messages())
          .containsExactly(
              "OPENINFERENCE_BLOB_UPLOADER is \"unknown\" but must be the name of a"
                  + " BlobUploaderProvider on the class path "
                  + NAMES
                  + "; images and files over the limit are redacted.");
      assertThat(log.records().get(0).getThrown()).isInstanceOf(ServiceConfigurationError.class);
    }
  }

  @Test
  void warnsOnceOfFailingProvider() {
    variables.put(BlobUploaders.VARIABLE, "failing");
    try (LogCapture log = LogCapture.of(TraceConfig.class)) {
      assertThat(config().blobUploader()).isNull();
      assertThat(config().blobUploader()).isNull();

      assertThat(log.messages()).singleElement().asString().contains("\"failing\"", NAMES);
      assertThat(log.records().get(0).getThrown()).hasMessage("the bucket is not set");
    }
  }

  private TraceConfig config() {
    return new TraceConfigBuilder(environment).build();
  }

  /** Makes a {@link RecordingUploader}. */
  public static final class RecordingProvider implements BlobUploaderProvider {
    @Override
    public String name() {
      return "recording";
    }

    @Override
    public BlobUploader create() {
      return new RecordingUploader();
    }
  }

  /** Fails as one with missing settings does. */
  public static final class FailingProvider implements BlobUploaderProvider {
    @Override
    public String name() {
      return "failing";
    }

    @Override
    public BlobUploader create() {
      throw new IllegalStateException("the bucket is not set");
    }
  }
}
