// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.springagent;

import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An MCP server in a process of its own, which speaks the protocol on its standard input and
 * output. The shop starts it.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ParcelServer {

  /** Starts the server. */
  public static void main(String[] arguments) {
    new SpringApplicationBuilder(ParcelServer.class)
        .web(WebApplicationType.NONE)
        // Not the shop's configuration, which is on the class path too.
        .properties("spring.config.name=parcel-server")
        .run(arguments);
  }

  /** Returns the tools that the server offers. */
  @Bean
  ToolCallbackProvider parcels() {
    return MethodToolCallbackProvider.builder().toolObjects(new ParcelTools()).build();
  }

  /** Where parcels are. */
  static final class ParcelTools {

    @Tool(name = "track_parcel", description = "Tracks a parcel by its number.")
    Parcel track(@ToolParam(description = "The number of the parcel") String number) {
      return new Parcel(number, "delivered", "3 June");
    }
  }

  /** The state of a parcel. */
  record Parcel(String parcel, String status, String on) {}
}
