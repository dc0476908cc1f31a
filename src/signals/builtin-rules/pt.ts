import type { Language } from './topics.ts';

export const pt: Language = {
  code: 'pt',
  whole: {
    Pricing:
      'precos, preco, planos, plano, planos e precos, precos e planos, valores, investimento, carrinho, quanto custa, calculadora, tabela de precos, assinaturas, pacotes, simulador, custos, tarifas, ofertas, calculadora de roi',
    upgrade:
      'pagamento, finalizar compra, mudar de plano, escolher plano, assinar, comprar, assine, assine ja, assine agora, contrate, contrate agora, contratar, compre, compre agora',
    Demo: 'demo, demonstracao, agendar demo, agende uma demo, agendar demonstracao, agende uma demonstracao, solicitar demo, solicitar demonstracao, pedir demonstracao, orcamento, orcamentos, pedir orcamento, solicitar orcamento, pedido de orcamento, solicite um orcamento, cotacao, solicitar cotacao, contato, contatos, contacto, contactos, fale conosco, fale connosco, contate nos, contacte nos, entre em contato, teste gratis, teste gratuito, testar, teste, experimente, experimentar, experimente gratis, agendar, agendamento, agendar reuniao, reuniao, falar com vendas, falar com consultor, fale com um especialista, fale com vendas, proposta, solicitar proposta, vendas, comercial, visita, visita tecnica, amostra, amostras, comecar, diagnostico gratuito, consultoria, converse conosco, converse com a gente, fale com a gente, fale com a equipe, vamos conversar, fala connosco, contacta nos, ver demonstracao, ver demo',
    Product:
      'produto, produtos, funcionalidade, funcionalidades, recursos, solucoes, solucao, plataforma, servicos, servico, setores, setor, segmentos, segmento, casos de uso, integracoes, como funciona, vantagens, beneficios, loja, catalogo, catalogos, ficha tecnica, fichas tecnicas, tecnologia, maquinas, equipamentos, software, modulos, empresas, para empresas, cadastro, cadastre se, criar conta, registo, registro, folheto, sistema, o que fazemos, diferenciais',
    Comparison:
      'comparar, comparacao, comparativo, comparativos, comparador, alternativas, alternativa, concorrentes, migracao, trocar de sistema',
    Customers:
      'clientes, nossos clientes, casos de sucesso, caso de sucesso, cases, cases de sucesso, case, depoimentos, testemunhos, estudos de caso, estudo de caso, historias de sucesso, historias, portfolio, portefolio, projetos, obras, avaliacoes, referencias, historias de clientes, casos reais, casos de clientes, quem usa, cases de clientes',
    Security: 'seguranca, conformidade, certificacoes, confianca, seguranca da informacao',
    diligence:
      'acordo de tratamento de dados, contrato de prestacao, contrato, suboperadores, acordo de nivel de servico',
    Docs: 'documentacao, desenvolvedores, programadores, manual, manuais, manual do usuario, notas de versao, referencia api',
    Blog: 'noticias, artigos, artigo, conteudo, conteudos, glossario, dicas, novidades, academia, revista, cursos, treinamentos, formacao, aprenda, dicionario, boletim',
    gated:
      'planilhas, planilha, modelos, modelo, materiais gratuitos, baixar, materiais ricos, relatorio, estudo, infografico',
    library: 'materiais, biblioteca, central de conteudo, midia',
    Events:
      'eventos, evento, webinars, webinario, webinarios, feiras, feira, palestras, palestra, congresso, workshops, seminarios, encontros',
    Partners:
      'parceiros, parceiro, parceria, parcerias, seja parceiro, seja um parceiro, programa de parceiros, afiliados, programa de afiliados, revenda, revendas, revendedores, seja um revendedor, fornecedores, fornecedor, distribuidores, distribuidor, indique, indique e ganhe, franquias, franquia, representantes, seja um representante, canais, integradores, programa de indicacao, programa de parceria, programa de revenda, programa de revendedores, rede de parceiros, torne se parceiro, seja afiliado, seja um afiliado',
    'Find a Job':
      'carreiras, carreira, vagas, vaga, trabalhe conosco, trabalhe connosco, trabalhe na, trabalha connosco, emprego, empregos, estagio, estagios, recrutamento, junte se a nos, faca parte, oportunidades de carreira, candidatura, candidaturas, banco de talentos, processo seletivo, entrevista, jovem aprendiz, ofertas de emprego, talentos, venha trabalhar, venha trabalhar conosco, trabalhe com a gente, venha fazer parte, faca parte do time, faca parte da equipe, junte se ao time, vagas abertas',
    Support:
      'ajuda, suporte, suporte tecnico, central de ajuda, centro de ajuda, atendimento, atendimento ao cliente, apoio ao cliente, perguntas frequentes, duvidas, duvidas frequentes, garantia, assistencia, assistencia tecnica, sac, ouvidoria, status do sistema, chamados, cancelamento, reclamacoes, manutencao',
    orders:
      'devolucoes, devolucao, trocas, trocas e devolucoes, entregas, entrega, envios, rastrear pedido, rastreio, rastreamento, reembolso',
    Login:
      'entrar, acessar, acesso, minha conta, conta, area do cliente, area de cliente, portal do cliente, faturas, boletos, segunda via, 2 via, senha, esqueci a senha, esqueci minha senha, recuperar senha, painel, perfil, configuracoes, definicoes, usuarios, sair, meus pedidos',
    Legal:
      'privacidade, politica de privacidade, termos, termos de uso, termos e condicoes, politica de cookies, aviso legal, protecao de dados, descadastrar, cancelar inscricao, livro de reclamacoes, juridico, acessibilidade, lgpd, rgpd',
    giveaway: 'sorteio, sorteios, concurso, promocao cultural, passatempo, rifa',
    Home: 'inicio, pagina inicial, bem vindo, principal',
    about:
      'sobre, sobre nos, quem somos, a empresa, empresa, institucional, equipe, equipa, nosso time, historia, nossa historia, imprensa, sala de imprensa, valores, missao, sustentabilidade, unidades, obrigado, busca, conheca, investidores',
    plans: 'precos, planos',
    guide: 'guia, guias',
  },
  within: {
    'Find a Job': 'trabalhe conosco, vagas, vaga de, vaga para, carreiras, oportunidades de emprego, estagio',
    giveaway: 'sorteio, concurso',
    Support: 'central de ajuda, atendimento ao cliente, perguntas frequentes, suporte tecnico',
    Partners:
      'seja parceiro, seja um parceiro, programa de parceiros, programa de afiliados, seja um revendedor, revendedor',
    Demo: 'orcamento, cotacao, demonstracao, fale com, fale conosco, contato, teste gratis, teste gratuito, agendar, agende, solicitar, solicite, experimente, proposta, converse com, fala com',
    Pricing: 'preco*, planos, quanto custa, valores, custo',
    Comparison: 'comparativo, comparacao, alternativa ao, alternativa a, alternativas ao',
    Customers: 'caso de sucesso, casos de sucesso, cases de, depoimentos, estudo de caso',
    Security: 'seguranca',
    Events: 'webinar*, feira, palestra, congresso',
    Product:
      'produto*, funcionalidades, solucoes, solucao, software para, sistema para, ficha tecnica, catalogo, recursos',
    Blog: 'o que e, o que sao, como fazer, como escolher, guia, dicas, por que, glossario',
    gated: 'planilha*, modelo de, baixar, infografico',
    Legal: 'politica de, termos de',
  },
  labels: {
    Legal: 'descadastrar, cancelar inscricao, sair da lista, remover meu',
    'Find a Job':
      'enviar candidatura, candidatar se, candidatar me, candidate se, enviar curriculo, enviar cv, anexar curriculo, ver vagas, quero me candidatar, trabalhe conosco, inscrever se na vaga, =carreiras, =vagas',
    giveaway: 'participar do sorteio, participar, quero participar, concorrer',
    Support:
      'abrir chamado, abrir ticket, enviar ticket, relatar problema, reportar problema, cancelar plano, cancelar assinatura, falar com o suporte, obter ajuda, reclamacao, abrir um chamado, =ajuda, =suporte, central de ajuda, perguntas frequentes, precisa de ajuda',
    Partners:
      'seja parceiro, seja um parceiro, quero ser parceiro, quero revender, ser afiliado, quero ser afiliado, programa de parceiros, indicar, =parceiros',
    Blog: 'assinar newsletter, newsletter, inscrever se, quero receber novidades, receber novidades, leia mais, ler mais, ler artigo, assinar boletim, subscrever, =blog, =noticias, o blog, nosso blog, no blog',
    upgrade:
      'comprar, comprar agora, pagar, finalizar compra, finalizar pedido, assinar, assinar agora, contratar, contratar agora, fazer upgrade, escolher plano, mudar para',
    Demo: 'demo, demonstracao, orcamento, pedir orcamento, cotacao, proposta, teste gratis, teste gratuito, testar, experimentar, experimente, comecar, comecar agora, contato, contacto, fale conosco, fale com, falar com, vendas, agendar, agende, reuniao, ligar, me ligue, ligue, receber ligacao, consultor, especialista, whatsapp, enviar mensagem, enviar pedido, enviar solicitacao, enviar, solicitar, amostra, visita tecnica',
    Events:
      'garantir minha vaga, garanta sua vaga, reservar lugar, assistir gravacao, webinar*, quero participar do webinar',
    Pricing: 'preco*, planos, valores, adicionar ao carrinho, carrinho, calcular, simular, custo, economia',
    Comparison: 'comparar, comparativo',
    Customers: 'caso de sucesso, case, cases, depoimentos, ver caso, clientes',
    gated:
      'baixar, baixar guia, baixar ebook, baixar material, download, descarregar, receber o material, planilha, guia',
    Product:
      'catalogo, ficha tecnica, folheto, funcionalidades, saiba mais, saber mais, conhecer, conheca, ver recursos, criar conta, cadastrar, cadastre se, como funciona',
    Login: 'senha, boleto, fatura, salvar, guardar, redefinir',
    signin: 'entrar, acessar, login, iniciar sessao, fazer login, aceder, area do cliente',
    register: 'inscrever, inscrever me, inscricao, registrar, registar, inscreva se',
    send: 'submeter',
    control:
      'pesquisar, pesquisa, buscar, busca, procurar, ok, sim, nao, fechar, cancelar, menu, abrir menu, fechar menu, voltar, voltar ao topo, ir para o topo, pular, saltar, ir para o conteudo, entendi, percebi, nao obrigado, agora nao, mais tarde, filtrar, filtros, limpar, limpar filtros, ordenar, partilhar, compartilhar, imprimir, portugues, idioma, mudar idioma, alterar idioma, pais, moeda, mudar moeda, alterar moeda, quantidade, atualizar quantidade, atualizar carrinho, cupom, cupao, aplicar cupom, aplicar cupao, codigo promocional, aplicar codigo, aceitar, aceitar todos, aceitar tudo, aceitar cookies, aceito, permitir todos, permitir tudo, rejeitar, rejeitar todos, rejeitar tudo, recusar, recusar todos, apenas necessarios, somente necessarios, configurar cookies, gerir cookies, cookies, privacidade, politica de privacidade, preferencias, salvar preferencias, guardar preferencias',
  },
  chat: {
    away: 'nao tenho interesse, nao temos interesse, sem interesse, parem de, nao me enviem, me tirem da lista, me remova, remover meu, estudante, tcc, monografia, dissertacao, mestrado, trabalho da faculdade, jornalista, reportagem, materia sobre, concorrente, nao vamos comprar, nao quero comprar, nao pretendo comprar, outro fornecedor, backlinks, pesquisa de mercado, pesquisa academica, numero errado, oferecemos servicos, para a faculdade, sou estudante',
    job: 'vaga, vagas, emprego, meu curriculo, curriculo, curriculum, candidatura, candidatar, processo seletivo, entrevista, estagio, jovem aprendiz, contratando, estao contratando, trabalhar com voces, trabalhar ai, trabalhar na, salario, recrutamento, rh de voces, recrutador, primeiro emprego, home office vaga, estagios, estagiario, estagiarios, trainee, vagas abertas',
    partner:
      'ser parceiro, ser parceiros, ser um parceiro, parceria, parcerias, revender, revenda, revendedor, revendedores, comissao, comissoes, afiliado, afiliados, programa de parceiros, distribuidor, distribuidores, distribuir, representante, representacao, indicar clientes, indicacao, integrador, marca branca, white label, programa de canais',
    support:
      'nao funciona, nao esta funcionando, nao funcionam, nao abre, nao carrega, nao consigo, nao conseguimos, nao aparece, nao chegou, nao recebi, parou de, travou, travando, trava, erro, erros, falha, fora do ar, lento, tela preta, tela branca, senha, desde a atualizacao, desde ontem, desde hoje, minha fatura, boleto, segunda via, cobrado, cobraram, cobranca, duas vezes, reembolso, estorno, cancelar minha, cancelar meu, cancelar a, cancelamento, meu pedido, minha encomenda, minha conta, nossa conta, meu plano atual, chamado, ticket, como faco, como eu faco, onde encontro, sumiu, sumiram, quebrado, defeito, garantia, socorro',
    early:
      'so olhando, apenas olhando, so dando uma olhada, dando uma olhada, so pesquisando, apenas pesquisando, curiosidade, sem pressa, nao tenho pressa, nao e urgente, sem urgencia, ano que vem, proximo ano, no futuro, mais para frente, mais pra frente, mais tarde, um dia, ainda nao, sem projeto, sem orcamento, nao temos orcamento, por enquanto, por agora',
    buy: 'preco, precos, valor, valores, custa, custam, quanto, quanto sai, quanto fica, orcamento, cotacao, demo, demonstracao, teste, contrato, comprar, compra, contratar, licenca, licencas, usuarios, utilizadores, funcionarios, colaboradores, lojas, unidades, precisamos, preciso, buscamos, procuramos, procuro, queremos, desconto, volume, migrar, trocar de, substituir, reuniao, ligar, ligacao, liguem, licitacao, prazo, amostra, por mes, mensal, anual, plano, planos, consultor, comercial, vendedor, instalacao',
    closing:
      'quanto custa, quanto custaria, quanto sai, quanto fica, quanto ficaria, qual o valor, qual o preco, qual o custo, qual e o preco, um orcamento, orcamento para, uma cotacao, proposta para, preco para, uma demo, uma demonstracao, agendar uma, assinar o contrato, fechar, fechar contrato, mais licencas, licencas adicionais, usuarios adicionais, quero contratar, queremos contratar, quero comprar, queremos comprar, fazer um pedido, me liguem, podem me ligar, pode me ligar, esta semana, essa semana, ainda hoje, hoje mesmo, antes do fim, orcamento aprovado, enviar o contrato, falar com vendas, ainda este ano',
    stake:
      'pagar, mensalidade, alugar, aluguel, quero, gostaria, decidir, fechar, barato, assinatura, contratacao, incluso, incluido, senao',
    able: 'diferenca entre, integra com, se integra, integracao com, integracoes, integrar, conecta com, sincroniza, compativel, importar, exportar, funciona com, funciona no, funciona na, funciona sem, funciona em, offline, api, sso, hospedados, armazenados, lgpd, celular, telemovel, tablet, suporta, suportam, varios, varias, plano gratuito, versao gratuita, plano gratis, versao gratis',
  },
};
