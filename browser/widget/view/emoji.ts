/** The few that people use with somebody they do not know yet; by mood, in rows of eight. */
export const EMOJI: readonly string[] = Array.from(
  '😀😄😁😅😂🙂😉😊😍🥰😎🤩🤔🤨😐😬😴🥳🤝👍👎👌🙏👏💪👋🙌🤞✌👀💡🔥✨🎉🚀💯✅❌❓❗💬📎📅⏰📈💰🛒🎁🌍🏠💼🧑😕😢😭😡🤯🙈☕🍕🌱🌞⭐🧡💙💚',
);
