#version 120
// raster.frag -- colours the relief: a tint for the height, darker in shade and slightly lighter in light.
// Pairs with  raster.vert.   Its twin for pictures without a screen is geo::shaded_colour; the two agree within 2/255.
// Uniforms    codes           texture, smoothed: red = height code (geo::height_code), green = light (128 = flat ground)
//             ramp_colour[6]  red, green, blue, 0 to 1        ramp_at[6]  their height codes, 0 to 255, ascending
//             strength        of the light: 0 none, 1 full
// Out         the colour, opaque

uniform sampler2D codes;
uniform vec3 ramp_colour[6];
uniform float ramp_at[6];
uniform float strength;

varying vec2 place;

const float flat_light = 128.0;  // geo::flat_light
const float lit_share = 0.35;    // geo::lit_share

void main() {
    vec2 code = texture2D(codes, place).rg * 255.0;
    vec3 tint = ramp_colour[0];
    for (int i = 1; i < 6; ++i) {
        float length = max(ramp_at[i] - ramp_at[i - 1], 0.001);
        tint = mix(tint, ramp_colour[i], clamp((code.r - ramp_at[i - 1]) / length, 0.0, 1.0));
    }
    float offset = (code.g - flat_light) / flat_light;
    float factor = 1.0 + strength * (min(offset, 0.0) + lit_share * max(offset, 0.0));
    gl_FragColor = vec4(clamp(tint * factor, 0.0, 1.0), 1.0);
}
