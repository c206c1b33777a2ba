/**
 * Towns that datelines name and that no country is called by: where an article from there was written. By standard name of the country. Ours, from
 * general knowledge; left out are towns that several countries have, and federations, whose states have ministers of their own.
 */
export const DATELINE_TOWNS: Readonly<Record<string, readonly string[]>> = {
  China: ['Shanghai', 'Guangzhou', 'Shenzhen', 'Chengdu'],
  Colombia: ['Medellin', 'Medellín', 'Cali'],
  Ecuador: ['Guayaquil'],
  Indonesia: ['Surabaya', 'Denpasar'],
  'Ivory Coast': ['Abidjan'],
  Israel: ['Tel Aviv', 'Haifa'],
  Italy: ['Milan', 'Naples', 'Turin', 'Palermo'],
  Japan: ['Osaka', 'Hiroshima', 'Fukushima'],
  Kazakhstan: ['Almaty'],
  Kenya: ['Mombasa'],
  Malawi: ['Blantyre'],
  Mexico: ['Mexico City', 'Tijuana', 'Monterrey', 'Ciudad Juarez'],
  Morocco: ['Casablanca'],
  Myanmar: ['Yangon', 'Mandalay'],
  Nigeria: ['Lagos', 'Kano', 'Maiduguri'],
  Peru: ['Lima'],
  Poland: ['Gdansk', 'Krakow', 'Wroclaw'],
  'Saudi Arabia': ['Jeddah'],
  'South Africa': ['Johannesburg', 'Cape Town', 'Durban'],
  Tanzania: ['Dar es Salaam'],
  Turkey: ['Istanbul', 'Izmir', 'Diyarbakir'],
  Ukraine: ['Kharkiv', 'Odesa', 'Lviv', 'Dnipro'],
  'United Arab Emirates': ['Dubai'],
  Vietnam: ['Ho Chi Minh City'],
  Yemen: ['Aden', 'Hodeidah'],
}
