import type { Language } from './topics.ts';

/** Japanese text has no spaces: its phrases are looked for anywhere in a segment or text. Romanised paths are words like others. */
export const ja: Language = {
  code: 'ja',
  whole: {
    Pricing: 'ryokin, ryoukin, kakaku, nedan, hiyo, hiyou, puran, ryokin plan, ryoukin plan, cost',
    Demo: 'mitsumori, omitsumori, mitsumori irai, toiawase, otoiawase, otoi awase, sodan, soudan, muryo taiken, muryou taiken, muryo trial, otameshi, demo, trial, contact, inquiry',
    Product:
      'kino, kinou, seihin, shohin, shouhin, tokucho, tokuchou, katsuyo, katsuyou, renkei, service, shiryo seikyu, shiryou seikyu, shiryo, shiryou, shiryo download, kaiketsu, gyoshu, gyokai',
    Comparison: 'hikaku, tasha hikaku, norikae',
    Customers:
      'jirei, donyu jirei, dounyu jirei, donyujirei, jisseki, donyu jisseki, okyakusama no koe, user voice, voice, interview list',
    Security: 'sekyuritei, anzen',
    Docs: 'manyuaru, kaihatsusha, tsukaikata',
    Blog: 'column, koramu, oshirase, osirase, burogu, yogo, yougo, yogoshu, kiji, topics, media',
    Events: 'semina, seminar, seminars, ibento, tenjikai',
    Partners: 'dairiten, hanbaiten, pattona, paatonaa',
    'Find a Job': 'saiyo, saiyou, recruit, recruitment, kyujin, boshu, boshuu, shinsotsu, chuto, mensetsu, entry',
    Support: 'yokuaru shitsumon, yoku aru shitsumon, shitsumon, sapoto, herupu, shogai',
    Login: 'mypage, my page, kaiin, roguin',
    Legal: 'kiyaku, riyo kiyaku, riyou kiyaku, kojin joho, kojinjoho, tokushoho, tokusho',
    about: 'kaisha, kaisha gaiyo, gaiyo, gaiyou, kigyo, kigyou, corporate, outline, profile, company profile',
    upgrade: 'kounyu, konyu',
  },
  within: {
    'Find a Job': '採用, 求人, 新卒, 中途, 募集要項, インターンシップ, キャリア, 面接, エントリー, 一緒に働, 仲間募集',
    giveaway: 'プレゼントキャンペーン, 懸賞, 抽選',
    Demo: '見積, お見積, デモ, 無料トライアル, トライアル, お試し, 無料体験, 体験, お問い合わせ, 問い合わせ, お問合せ, 問合せ, 問合わせ, ご相談, 相談, 商談, 打ち合わせ, 申し込み, 申込, ご連絡, 話を聞',
    Pricing: '料金, 価格, プラン, 費用, カート, 値段, 導入費',
    Comparison: '比較, 乗り換え, 他社',
    Customers: '導入事例, 事例, お客様の声, 実績, 導入企業, ユーザーの声, 評判, 口コミ, お客様事例, 成功事例',
    Security: 'セキュリティ, 安全性, 情報セキュリティ, 認証取得',
    diligence: 'サービスレベル, 基本契約, 秘密保持',
    Product:
      '資料請求, 資料ダウンロード, カタログ, 機能, 製品, 商品, サービス, ソリューション, 特長, 特徴, 活用, 連携, 業種, 使い方, できること, 導入の流れ, 仕様, 選ばれる理由, 新規登録, 会員登録, 資料一覧, サービス資料, 製品資料',
    Docs: 'ドキュメント, マニュアル, 開発者, リリースノート, 取扱説明書',
    Blog: 'ブログ, コラム, ニュース, お知らせ, 記事, 用語集, とは, メルマガ, お役立ち, 動画',
    gated: 'ホワイトペーパー, テンプレート, チェックリスト, 調査レポート',
    Events: 'セミナー, イベント, ウェビナー, 展示会, 勉強会, 説明会',
    Partners: 'パートナー, 代理店, 販売店, アフィリエイト, 取次, 紹介制度',
    Support: 'ヘルプ, サポート, よくある質問, よくあるご質問, 質問, 障害, 解約, 故障, 修理, 保証',
    orders: '返品, 配送, 返金, 注文状況',
    Login: 'ログイン, マイページ, アカウント, パスワード, 会員ページ, 請求書, 管理画面',
    Legal: 'プライバシー, 利用規約, 特定商取引, 個人情報, 配信停止, 反社会, 規約',
    Home: 'ホーム, トップページ',
    about:
      '会社概要, 会社情報, 企業情報, 会社案内, 代表挨拶, 沿革, 企業理念, アクセス, 拠点, プレスリリース, 株主, サンクス, ありがとう',
    upgrade: '購入',
  },
  labels: {
    Legal: '配信停止, 退会',
    'Find a Job': 'エントリーする, エントリー, 応募する, 応募, 履歴書, 募集要項, 採用',
    giveaway: '懸賞に応募, 抽選に応募, プレゼントに応募',
    Support: '問い合わせる（サポート）, サポートに, 解約する, 解約, 不具合を報告, 修理を依頼, 修理, ヘルプ',
    Partners: 'パートナーになる, 代理店, 販売店に, パートナー登録',
    Blog: 'メルマガ, 購読, 続きを読む, 記事を読む, ニュースレター, ブログ',
    upgrade:
      '購入する, 購入, 注文する, レジに進む, アップグレード, 申し込む, 申込む, お申し込み, 契約する, プランを選択, 支払う',
    Demo: '見積, 見積もり, デモ, トライアル, 無料で試す, 試す, 無料体験, 問い合わせ, 問合せ, 相談, 商談, 打ち合わせ, 予約, 電話, 連絡, 送信する, 送信, 無料ではじめる, 始める, はじめる, サンプル',
    Events: 'セミナーに申し込む, セミナー, ウェビナー, 参加する, 視聴する, アーカイブを見る',
    Pricing: '料金, 価格, プラン, カートに入れる, カート, 費用, 計算する, シミュレーション',
    Comparison: '比較',
    Customers: '導入事例, 事例, お客様の声',
    Product:
      '資料請求, 資料をダウンロード, 資料ダウンロード, 資料, カタログ, 機能, 詳しく見る, 詳細, もっと見る, アカウント作成, 登録する, 新規登録',
    gated: 'ダウンロード, ホワイトペーパー, テンプレート',
    Login: 'パスワード, 請求書, 保存',
    signin: 'ログイン, サインイン, ログインする',
    register: '登録, 会員登録',
    send: '送る, 提出',
    control:
      '検索, 検索する, 閉じる, キャンセル, メニュー, メニューを開く, メニューを閉じる, 戻る, トップへ戻る, ページトップ, ページトップへ, スキップ, はい, いいえ, 後で, 絞り込み, 絞り込む, 並べ替え, クリア, リセット, 共有, シェア, 印刷, 日本語, 言語, 言語を選択, 国を選択, 通貨, 通貨を変更, 数量, 数量を変更, カートを更新, クーポン, クーポンを適用, クーポンを使う, 同意する, 同意して閉じる, 同意します, すべて同意, すべて許可, すべて許可する, 許可する, すべて受け入れる, すべてのcookieを, 拒否, 拒否する, すべて拒否, すべて拒否する, 必要なもののみ, 必須のみ, cookieの設定, cookie設定, プライバシー, プライバシーポリシー, プライバシー設定',
  },
  chat: {
    away: '興味がありません, 興味ありません, 興味はありません, 営業は不要, 配信停止, 連絡しないで, 連絡は不要, 卒論, 卒業論文, 論文, 学生です, 大学の課題, レポート課題, 授業, 取材, 記者, 編集部, 競合, 購入の予定はありません, 購入予定はありません, 導入の予定はありません, 導入予定はありません, 他社に決め, 他社に決まり, seo対策, 弊社サービスのご案内, 弊社のサービスをご紹介, 営業代行, 寄付, 市場調査, 間違え電話',
    job: '採用, 求人, 応募, 履歴書, 面接, インターン, 新卒, 中途, 転職, 働きたい, 御社で働, 就職, 募集, 職種, 年収, 給与, アルバイト, エントリーシート, 内定, インターンシップ',
    partner:
      '代理店, 販売パートナー, パートナー契約, パートナープログラム, パートナーに, パートナー制度, 販売店, 再販, リセラー, 協業, 提携, 業務提携, アフィリエイト, 紹介料, 紹介手数料, 手数料, マージン, 取次, oem',
    support:
      'ログインできません, ログインできない, ログイン, エラー, 動かない, 動きません, 動作しない, 表示されない, 表示されません, 開けない, 開きません, できなくなり, できなくなっ, 届かない, 届きません, 届いていません, パスワード, 不具合, 障害, 遅い, 固まる, 落ちる, 請求書が, 二重請求, 請求が, 返金, 解約, 退会, キャンセルしたい, 返品, 注文番号, 配送, 故障, 修理, 壊れ, 保証期間, 設定方法, 方法を教えて, やり方, どうすれば, 消えました, 消えて, 同期され, アップデート後, 昨日から, 今朝から, 使えない, 使えません, うまくいかない, リセット',
    early:
      '情報収集, まだ検討, 検討段階, 検討し始め, 急ぎではありません, 急いでいません, 急ぎません, 来年, 来期, 将来, いずれ, 予定はまだ, 予算はまだ, 参考まで, 参考程度, とりあえず, 今すぐではない, 今すぐでは, まだ先',
    buy: '料金, 価格, 費用, いくら, 見積, デモ, トライアル, お試し, 契約, 購入, 導入, 注文したい, 発注, ライセンス, ユーザー, アカウント追加, 名で, 人で, 名分, 社員, 拠点, 検討, 比較, 乗り換え, 切り替え, 予算, 稟議, 納期, 割引, 値引, ボリューム, プラン, 商談, 打ち合わせ, 電話, 相談, 資料, 探して, サンプル, 最小ロット, 台',
    closing:
      '見積もり, 見積書, お見積, 見積を, いくらですか, いくらになり, いくらでしょう, おいくら, 料金を教えて, 価格を教えて, 費用を教えて, 料金はいくら, デモを, 契約したい, 購入したい, 導入したい, 発注したい, 注文したい, 申し込みたい, 追加したい, 契約書, 今週, 今月中, 本日中, 至急, 電話ください, お電話, 営業の方, 担当者と話, 決定しました, 稟議が通り, 打ち合わせを',
    stake: '支払, 月額, 年額, 決め手, 必要, 欲しい, 希望, 契約, 申し込, 含まれ, 込み',
    able: '連携, 対応していますか, 対応してい, 対応できますか, 使えますか, 利用できますか, 違いは, 違いを, インポート, エクスポート, 取り込め, オフライン, スマホ, タブレット, アプリで, api, シングルサインオン, sso, サーバー, 保存され, 多言語, 無料プラン, 無料版',
  },
};
