// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.OtlpReceiver;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The actuator of a servlet application. */
class ActuatorTest {

  @Test
  void theEndpointTellsWhatIsOnWithoutTheKey() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        BootApplication application =
            BootApplication.start(
                "servlet",
                List.of(),
                "openinference.endpoint=" + receiver.endpoint(),
                "openinference.project-name=bot",
                "openinference.api-key=secret-1",
                "openinference.headers.x-team=secret-2",
                "openinference.hide-inputs=true",
                "openinference.instrumentation=none",
                "management.endpoints.web.exposure.include=openinference,health")) {
      assertThat(application.get("/actuator/openinference"))
          .isEqualTo(
              "{\"makesSpans\":true,\"endpoint\":\""
                  + receiver.endpoint()
                  + "\",\"project\":\"bot\",\"hides\":[\"inputs\"],\"wrappedBeans\":{},"
                  + "\"tracedInProcess\":[],\"lostSpans\":0}");
      assertThat(application.get("/actuator/health")).contains("\"UP\"");
    }
  }

  @Test
  void theEndpointIsNotExposedUnlessAskedFor() {
    try (BootApplication application = BootApplication.start("servlet", List.of())) {
      assertThat(application.get("/actuator/openinference")).contains("404");
    }
  }
}
