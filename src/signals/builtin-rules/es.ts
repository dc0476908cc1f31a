import type { Language } from './topics.ts';

export const es: Language = {
  code: 'es',
  whole: {
    Pricing:
      'precios, precio, tarifas, tarifa, planes, plan, planes y precios, precios y planes, costes, coste, costos, costo, carrito, cesta, calculadora, cuanto cuesta, lista de precios, ofertas, paquetes, suscripciones, simulador, financiacion, calculadora de ahorro',
    upgrade:
      'pago, finalizar compra, cambiar de plan, mejorar plan, elegir plan, comprar, contratar, contratar ahora, contrata, contrata ahora, compra, compra ahora',
    Demo: 'demo, solicitar demo, solicita una demo, solicita demo, pedir demo, pide una demo, agendar demo, agenda una demo, reservar demo, demostracion, presupuesto, presupuestos, solicitar presupuesto, pedir presupuesto, solicita presupuesto, cotizacion, cotizaciones, cotizar, solicitar cotizacion, cotiza, contacto, contactanos, contactar, contacta, contactenos, hablemos, prueba, prueba gratis, prueba gratuita, probar, probar gratis, asesoria, asesoramiento, consulta, consultoria gratuita, agendar, agenda, reservar, reunion, cita, pedir cita, llamada, te llamamos, muestra, muestras, ventas, empezar, comenzar, visita, habla con nosotros, hable con nosotros, hablar con nosotros, habla con un experto, hable con un experto, escribenos, llamanos, conversemos, ver demo, ver una demo',
    Product:
      'producto, productos, funcionalidad, funcionalidades, funciones, caracteristicas, soluciones, solucion, plataforma, servicios, servicio, sectores, sector, industrias, casos de uso, integraciones, como funciona, ventajas, beneficios, tienda, catalogo, catalogos, ficha tecnica, fichas tecnicas, tecnologia, maquinaria, equipos, software, modulos, empresas, pymes, registro, registrate, registrarse, crear cuenta, folleto, que hacemos, por que nosotros, gama',
    Comparison:
      'comparar, comparativa, comparativas, comparacion, comparador, alternativas, alternativa, competencia, cambiar, migracion',
    Customers:
      'clientes, nuestros clientes, casos de exito, caso de exito, testimonios, casos, casos de estudio, referencias, proyectos, historias de exito, historias, opiniones, resenas, trabajos, portafolio, ejemplos de exito, casos de clientes, casos reales, historias de clientes, clientes satisfechos, experiencias',
    Security: 'seguridad, cumplimiento, certificaciones, confianza, proteccion de la informacion, normativa',
    diligence:
      'acuerdo de tratamiento, encargado del tratamiento, contrato marco, acuerdo de nivel de servicio, subencargados, orden de compra',
    Docs: 'documentacion, desarrolladores, manual, manuales, manual de usuario, guia de usuario, notas de version, novedades de producto, referencia api',
    Blog: 'noticias, articulos, articulo, glosario, consejos, actualidad, novedades, academia, diccionario, revista, formacion, cursos, boletin, aprende, suscribete, articulos de interes, suscribirse',
    gated: 'plantillas, plantilla, descargas, descargar, libro blanco, informe, informes, estudio',
    library: 'recursos, centro de recursos, biblioteca, materiales',
    Events:
      'eventos, evento, webinars, seminarios, seminario, feria, ferias, jornadas, jornada, congreso, congresos, talleres, taller, webinario, webinarios, conferencias',
    Partners:
      'socios, socio, aliados, afiliados, afiliado, distribuidores, distribuidor, revendedores, proveedores, proveedor, alianzas, colaboradores, programa de socios, programa de partners, programa de afiliados, hazte socio, hazte partner, ser partner, ser distribuidor, recomienda, franquicias, franquicia, integradores, programa de referidos, programa de distribuidores, programa de revendedores, red de partners, red de socios, se partner, se socio, conviertete en partner, conviertete en socio',
    'Find a Job':
      'empleo, empleos, trabajo, trabajos, trabaja con nosotros, trabaje con nosotros, trabaja en, carreras, carrera, vacantes, vacante, bolsa de trabajo, bolsa de empleo, unete, unete a nosotros, unete al equipo, ofertas de empleo, oferta de empleo, practicas, becas, talento, postulacion, postular, postulate, entrevista, ofertas de trabajo, pasantias, ven a trabajar, ven a trabajar con nosotros, trabaja aqui, forma parte del equipo, se parte del equipo, unete a nuestro equipo, puestos vacantes, posiciones abiertas',
    Support:
      'ayuda, soporte, soporte tecnico, centro de ayuda, atencion al cliente, preguntas frecuentes, garantia, incidencias, servicio tecnico, estado del servicio, reparaciones, cancelar, baja, reclamaciones, averias, repuestos, sat',
    orders:
      'devoluciones, devolucion, envios, envio, seguimiento, seguimiento de pedido, reembolsos, reembolso, cambios y devoluciones, rastrear pedido',
    Login:
      'iniciar sesion, inicio de sesion, acceso, acceder, acceso clientes, mi cuenta, cuenta, area de clientes, area cliente, area privada, ingresar, entrar, facturas, contrasena, recuperar contrasena, olvide mi contrasena, mis pedidos, panel, perfil, configuracion, ajustes, usuarios, cerrar sesion',
    Legal:
      'aviso legal, privacidad, politica de privacidad, terminos, terminos y condiciones, condiciones, condiciones de uso, politica de cookies, proteccion de datos, darse de baja, cancelar suscripcion, canal de denuncias, accesibilidad, rgpd',
    giveaway: 'sorteo, sorteos, concurso, concursos, rifa',
    Home: 'inicio, portada, bienvenido, principal',
    about:
      'sobre nosotros, quienes somos, nosotros, acerca de, empresa, compania, equipo, nuestro equipo, historia, nuestra historia, prensa, sala de prensa, valores, sostenibilidad, sedes, oficinas, gracias, buscar, conocenos, mision, inversores, la empresa',
    plans: 'precios, planes',
    guide: 'guia, guias',
  },
  within: {
    'Find a Job': 'trabaja con, trabaja en, ofertas de empleo, oferta de empleo, vacantes, empleo, unete a, practicas',
    giveaway: 'sorteo, concurso',
    Support: 'atencion al cliente, centro de ayuda, preguntas frecuentes, soporte tecnico',
    Partners: 'programa de socios, hazte partner, programa de afiliados, ser distribuidor, distribuidores, quiero ser',
    Demo: 'presupuesto*, cotizacion*, cotizar, contacto, contacta, demostracion, prueba gratis, prueba gratuita, solicita*, solicitar, agendar, agenda una, pide una, te llamamos, pedir cita, hablar con, habla con, hable con',
    Pricing: 'precio*, tarifas, cuanto cuesta, planes, coste*, calculadora de',
    Comparison: 'comparativa, comparacion, alternativa a, alternativas a',
    Customers: 'caso de exito, casos de exito, testimonio*, historia de exito',
    Security: 'seguridad',
    Events: 'webinar*, feria, jornada, congreso',
    Product:
      'producto*, funcionalidades, caracteristicas, soluciones, solucion, software para, ficha tecnica, catalogo, servicios de',
    Blog: 'que es, que son, como hacer, como elegir, guia, consejos, por que, glosario',
    gated: 'plantilla*, descargar, descargable, informe',
    Legal: 'aviso legal, politica de, terminos y condiciones',
  },
  labels: {
    Legal: 'cancelar suscripcion, darme de baja, darse de baja, preferencias de correo',
    'Find a Job':
      'enviar solicitud de empleo, enviar candidatura, enviar mi candidatura, inscribirme en la oferta, postular, postularme, enviar cv, subir cv, adjuntar cv, ver vacantes, ver ofertas de empleo, trabaja con nosotros, enviar curriculum, =empleo, =empleos, =vacantes',
    giveaway: 'participar en el sorteo, participar, quiero participar, sorteo',
    Support:
      'abrir ticket, enviar ticket, crear ticket, reportar un problema, abrir incidencia, cancelar plan, cancelar mi plan, contactar con soporte, obtener ayuda, darse de baja del servicio, reclamacion, =ayuda, =soporte, centro de ayuda, preguntas frecuentes, necesitas ayuda',
    Partners:
      'ser partner, hazte partner, hazte socio, ser distribuidor, ser afiliado, programa de afiliados, quiero ser distribuidor, quiero ser partner, =socios, =partners',
    Blog: 'suscribirse, suscribirme, suscribete, boletin, newsletter, leer mas, leer articulo, suscribirme al boletin, =blog, =noticias, el blog, nuestro blog, ir al blog',
    upgrade:
      'comprar, comprar ahora, pagar, finalizar compra, tramitar pedido, realizar pedido, contratar, contratar ahora, mejorar plan, elegir plan, cambiar a',
    Demo: 'demo, demostracion, presupuesto, cotizacion, cotizar, cotizar ahora, prueba gratis, prueba gratuita, probar, probar gratis, empezar, empezar gratis, contactar, contacto, contactanos, contacta, hablar con, hablar con ventas, ventas, agendar, agenda, reservar, reunion, llamada, llamar, llamame, te llamamos, cita, asesoria, enviar consulta, enviar mensaje, enviar solicitud, enviar, muestra, solicitar, solicitar informacion',
    Events: 'reservar plaza, reservar mi plaza, ver grabacion, registrarme al webinar, webinar*',
    Pricing:
      'precio*, planes, tarifas, anadir al carrito, agregar al carrito, anadir a la cesta, carrito, calcular, ahorro, coste, costo',
    Comparison: 'comparar, comparativa',
    Customers: 'caso de exito, casos de exito, testimonios, ver caso, clientes',
    gated: 'descargar, descargar guia, descargar la guia, recibir la guia, plantilla, guia, informe',
    Product:
      'catalogo, ficha tecnica, folleto, funcionalidades, caracteristicas, saber mas, mas informacion, conocer mas, descubrir, crear cuenta, registrarme, como funciona',
    Login: 'contrasena, factura, guardar, restablecer',
    signin: 'iniciar sesion, entrar, acceder, iniciar, login, ingresar, acceso clientes, area de clientes',
    register: 'inscribirse, inscribirme, registrarse, inscripcion, registro, apuntarme',
    send: 'mandar',
    control:
      'buscar, busqueda, ok, si, no, cerrar, cancelar, menu, abrir menu, cerrar menu, volver, volver arriba, atras, omitir, saltar al contenido, entendido, no gracias, ahora no, mas tarde, filtrar, filtros, limpiar, limpiar filtros, restablecer filtros, ordenar, compartir, imprimir, espanol, castellano, idioma, cambiar idioma, pais, moneda, divisa, cambiar moneda, cambiar divisa, cantidad, actualizar cantidad, actualizar carrito, actualizar cesta, cupon, aplicar cupon, aplicar codigo, codigo promocional, aceptar, aceptar todo, aceptar todas, aceptar cookies, acepto, permitir todo, permitir todas, rechazar, rechazar todo, rechazar todas, solo necesarias, solo las necesarias, configurar cookies, cookies, privacidad, politica de privacidad, preferencias, guardar preferencias, aviso legal',
  },
  chat: {
    away: 'no me interesa, no nos interesa, no estoy interesado, no estamos interesados, dejen de, no me escriban, no me contacten, borrenme, dar de baja de la lista, estudiante, tesis, tfg, tfm, trabajo de clase, trabajo de fin de, periodista, reportaje, un articulo, competencia directa, no vamos a comprar, no queremos comprar, no es para comprar, otro proveedor, posicionamiento web, estudio de mercado, numero equivocado, ofrecemos servicios, ofrecemos nuestros, soy estudiante, para la universidad',
    job: 'vacante, vacantes, empleo, trabajar con ustedes, trabajar con vosotros, trabajar en, trabajo para, mi cv, curriculum, mi candidatura, postular, postularme, postulacion, practicas, pasantia, entrevista, contratando, estan contratando, oferta de trabajo, oferta de empleo, busco trabajo, sueldo, salario, reclutador, reclutamiento, plaza de, jornada parcial, el puesto, pasantias, pasante, becarios, becario, becas, vacante*, puestos disponibles',
    partner:
      'ser distribuidor, ser distribuidores, ser partner, ser partners, ser socio, ser socios, distribuidor, distribuidores, distribuir, revender, revendedor, revendedores, comision, comisiones, afiliado, afiliados, programa de partners, programa de socios, alianza, alianzas, integrador, integradores, marca blanca, colaboracion, referidos, canal',
    support:
      'no funciona, no funcionan, no me deja, no carga, no abre, no puedo, no podemos, no aparece, no llega, no llego, no ha llegado, error, errores, falla, fallo, fallando, caido, caida, bloqueado, contrasena, iniciar sesion, desde la actualizacion, desde ayer, desde esta manana, mi factura, factura incorrecta, cobrado, cobraron, cobro doble, dos veces, reembolso, cancelar mi, cancelar nuestra, cancelar la, dar de baja, mi pedido, mi paquete, mi cuenta, nuestra cuenta, mi suscripcion, nuestra suscripcion, ticket, como puedo, como hago, donde encuentro, se cierra, se congela, desaparecio, desaparecieron, roto, averia, garantia, incidencia',
    early:
      'solo estoy mirando, solo mirando, solo miraba, estoy mirando, solo explorando, explorando, solo curiosidad, por curiosidad, sin prisa, no hay prisa, no corre prisa, no es urgente, no urge, el ano que viene, el proximo ano, proximo ano, mas adelante, algun dia, todavia no, aun no, sin proyecto, no hay proyecto, no tenemos presupuesto, sin presupuesto, de momento, por ahora, a futuro, en el futuro',
    buy: 'precio, precios, cuesta, cuestan, cuanto, cuanto sale, costo, coste, presupuesto, cotizacion, cotizar, demo, demostracion, prueba, contrato, comprar, compra, contratar, licencia, licencias, usuarios, empleados, sedes, tiendas, necesitamos, necesito, buscamos, busco, estamos buscando, descuento, descuentos, volumen, migrar, cambiar de, reemplazar, sustituir, reunion, llamar, llamada, llamen, licitacion, plazo, entrega de, muestras, al mes, mensual, anual, plan, planes, asesor, comercial, vendedor, unidades',
    closing:
      'cuanto cuesta, cuanto costaria, cuanto sale, cuanto cobran, cuanto nos, que precio, un presupuesto, presupuesto para, una cotizacion, cotizacion para, precio para, una demo, agendar una, firmar, orden de compra, mas licencias, licencias adicionales, usuarios adicionales, quiero contratar, queremos contratar, quiero comprar, queremos comprar, hacer un pedido, llamenme, me pueden llamar, pueden llamarme, esta semana, hoy mismo, antes de fin, presupuesto aprobado, enviar el contrato, hablar con ventas, un comercial, un asesor',
    stake:
      'pagar, pago, factura, cuota, alquilar, alquiler, queremos, quiero, nos interesa, decidir, decidirnos, elegir, barato, suscripcion, contratacion, incluido, incluida, si no',
    able: 'diferencia entre, se integra, integra con, integracion con, integraciones, integrar, conecta con, conectar con, sincroniza, compatible, importar, exportar, funciona con, funciona en, funciona sin, sin conexion, offline, api, sso, alojados, alojado, almacenan, almacenados, rgpd, movil, celular, tablet, soportan, admite, varios, varias, multiidioma, plan gratuito, version gratuita, plan gratis, version gratis',
  },
};
