// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.ragagent;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;

/** The tools of the assistant. */
final class ShopTools {

  /** Where the shop delivers to. */
  enum Country {
    GERMANY("4 EUR"),
    NORWAY("9 EUR"),
    SWITZERLAND("12 EUR");

    private final String price;

    Country(String price) {
      this.price = price;
    }
  }

  @Tool(name = "order_status", value = "Looks up where an order is.")
  String orderStatus(@P("The order's number") String orderId) {
    return "{\"order\":\"" + orderId + "\",\"status\":\"delivered\",\"on\":\"3 June\"}";
  }

  @Tool(name = "delivery_price", value = "Tells what the delivery to a country costs.")
  String deliveryPrice(@P("The country") Country country) {
    return "{\"delivery_to\":\"" + country + "\",\"price\":\"" + country.price + "\"}";
  }
}
